// Command worker is the bench's own program for a worker of the browser: it
// measures the roof, and where the time of a run goes. Only the clock is the
// browser's; nothing is sent or heard while it measures.
//
// site/static/worker.js starts it. It takes one order after the other, each a
// JSON text of a measure.Order, and answers each with one of a measure.Answer.
package main

import (
	"encoding/json"
	"errors"
	"syscall/js"

	"atelier/core/dataset"
	"atelier/core/train"
	"atelier/tools/bench/measure"
)

func main() {
	performance := js.Global().Get("performance")
	now := func() float64 { return performance.Call("now").Float() / 1000 }
	orders := make(chan string)
	shell := js.Global().Get("atelier")
	shell.Set("receive", js.FuncOf(func(_ js.Value, args []js.Value) any {
		text := args[0].String()
		go func() { orders <- text }()
		return nil
	}))
	shell.Call("ready")
	for text := range orders {
		answer, err := obey(text, now)
		if err != nil {
			answer.Error = err.Error()
		}
		reply, _ := json.Marshal(answer)
		js.Global().Call("postMessage", string(reply))
	}
}

func obey(text string, now func() float64) (measure.Answer, error) {
	var o measure.Order
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		return measure.Answer{}, err
	}
	if o.Recipe == nil {
		return measure.Answer{Roof: measure.Roof(now)}, nil
	}
	set, err := fetch(o.Images)
	if err != nil {
		return measure.Answer{}, err
	}
	run, err := train.NewSession(*o.Recipe, set)
	if err != nil {
		return measure.Answer{}, err
	}
	var answer measure.Answer
	for i := range o.WarmUp + o.Epochs {
		if parts := measure.EpochParts(run, now); i >= o.WarmUp {
			answer.Parts = append(answer.Parts, parts)
		}
	}
	return answer, nil
}

// fetch returns the data set of so many images: the file holds the pixels of
// all training images and then their labels. The test set is a part of them,
// since nothing is tested.
func fetch(images int) (dataset.Set, error) {
	url := js.Global().Get("atelier").Get("shards").String() + "images"
	response, err := await(js.Global().Call("fetch", url))
	if err != nil {
		return dataset.Set{}, err
	}
	buffer, err := await(response.Call("arrayBuffer"))
	if err != nil {
		return dataset.Set{}, err
	}
	bytes := js.Global().Get("Uint8Array").New(buffer)
	all := dataset.NewImages(images)
	if bytes.Length() != len(all.Pixels)+len(all.Labels) {
		return dataset.Set{}, errors.New("the images that the bench serves are not as many as it says")
	}
	js.CopyBytesToGo(all.Pixels, bytes)
	js.CopyBytesToGo(all.Labels, bytes.Call("subarray", len(all.Pixels)))
	return dataset.Set{Train: all, Test: all.Slice(0, 1)}, nil
}

// await blocks the calling goroutine until the promise is settled.
func await(promise js.Value) (js.Value, error) {
	type outcome struct {
		value js.Value
		err   error
	}
	settled := make(chan outcome, 1)
	resolved := js.FuncOf(func(_ js.Value, args []js.Value) any {
		settled <- outcome{value: args[0]}
		return nil
	})
	defer resolved.Release()
	rejected := js.FuncOf(func(_ js.Value, args []js.Value) any {
		settled <- outcome{err: errors.New(args[0].Get("message").String())}
		return nil
	})
	defer rejected.Release()
	promise.Call("then", resolved, rejected)
	o := <-settled
	return o.value, o.err
}
