package measure_test

import (
	"fmt"
	"time"

	"atelier/tools/bench/measure"
)

func ExampleRoof() {
	begin := time.Now()
	roof := measure.Roof(func() float64 { return time.Since(begin).Seconds() })
	fmt.Println("more than a tenth of a GFLOP/s:", roof > 0.1)
	// Output: more than a tenth of a GFLOP/s: true
}
