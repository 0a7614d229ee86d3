package host

import (
	"fmt"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTheProcessorIsNamedByTheSystemOrElseByItsKind(t *testing.T) {
	require.Equal(t, "AMD EPYC", model("processor\t: 0\nmodel\t\t: 49\nmodel name\t: AMD EPYC\n\nmodel name\t: another\n"))
	require.Equal(t, runtime.GOARCH, model("processor\t: 0\n"))
	require.Equal(t, runtime.GOARCH, model(""))
}

func ExampleProcessor() {
	fmt.Println("it has a name:", Processor() != "")
	// Output: it has a name: true
}
