package e2e_test

import (
	"net"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/tools/browser/browsertest"
)

// ownAddress returns an address of this machine that others can reach; without
// one it skips the test.
func ownAddress(t *testing.T) string {
	addresses, err := net.InterfaceAddrs()
	require.NoError(t, err)
	for _, a := range addresses {
		if n, ok := a.(*net.IPNet); ok && n.IP.IsGlobalUnicast() && n.IP.To4() != nil {
			return n.IP.String()
		}
	}
	t.Skip("skipped: this machine has no network")
	return ""
}

// openToAll serves as one machine of a class does for the others, and returns the
// address, which browsers do not take for a safe one.
func openToAll(t *testing.T, h http.Handler) string {
	listener, err := net.Listen("tcp", net.JoinHostPort(ownAddress(t), "0"))
	require.NoError(t, err)
	server := httptest.NewUnstartedServer(h)
	server.Listener.Close()
	server.Listener = listener
	server.Start()
	t.Cleanup(server.Close)
	return server.URL
}

// In a class without internet one machine serves the others, over http.
// Browsers then have no service worker, no hash of their own and no shared
// memory for the page; it trains all the same, on several cores too.
func TestAClassTrainsOverAWayThatIsNotSafe(t *testing.T) {
	address := openToAll(t, newBare(t)) + bareFolder
	v := &visitor{Page: browsertest.New(t)}
	v.onEveryPage(hire)
	v.Open(address)
	v.waitFor(`button("Train")`)
	require.False(t, browsertest.Eval[bool](v.Page, `isSecureContext || crossOriginIsolated || "serviceWorker" in navigator || "subtle" in crypto`))
	v.choose("Cores for a run", "2")
	v.small(3)
	v.press("Train")
	want := native(t, smallRecipe(3), dataset.MadeUp(1, 6000, 1000))
	require.Equal(t, want.ParametersSHA256, v.waitText(sumShown))
	v.RequireNoProblems()
}
