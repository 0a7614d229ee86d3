package trainer

// awaitNetwork reports whether the host was without a network, and if so returns
// when it has one again, which the page is told in between. It blocks only the
// calling goroutine.
func (s *store) awaitNetwork() bool {
	if s.Online() {
		return false
	}
	s.sayOffline(true)
	s.AwaitOnline()
	s.sayOffline(false)
	return true
}

func (s *store) sayOffline(offline bool) {
	s.do(func() {
		s.offline = offline
		s.tellProgress(true)
	})
}
