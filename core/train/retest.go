package train

// TestAgain takes a run that has finished back to before its test, so that Step
// does that once more, to the same result: for who has the snapshot of the end
// and never heard of it. Of any other run it changes nothing, and returns false.
func (s *Session) TestAgain() bool {
	if !s.done || s.next != Testing || len(s.evaluated.accuracies) < s.test.Count() {
		return false
	}
	s.done = false
	s.startEvaluation(Testing)
	return true
}
