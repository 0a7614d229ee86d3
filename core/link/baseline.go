package link

import (
	"encoding/json"
	"reflect"

	"atelier/core/train"
)

// The recipe that links of version 1 say the differences from. It is written
// out, and never changes, so that old links stay what they were if train.Default
// should change.
const baseline1 = `{
	"name": "Baseline",
	"hidden": [128],
	"activation": "relu",
	"initialiser": "default",
	"batch_norm": {"enabled": false, "after_activation": false, "momentum": 0.1, "epsilon": 1e-05},
	"dropout": 0,
	"input_scaling": "standard",
	"optimizer": {"method": "sgd", "learning_rate": 0.01},
	"schedule": {"kind": "constant", "every": "epoch", "warmup": 0, "step_size": 10, "gamma": 0.1, "length": 0, "minimum": 0},
	"gradient_clipping": 0,
	"label_smoothing": 0,
	"batch_size": 512,
	"epochs": 50,
	"patience": 0,
	"training_images": 60000,
	"validation_share": 0.1,
	"seed": 0
}`

func baseline() object { return parse([]byte(baseline1)) }

// parse reads an object that this package has written itself.
func parse(text []byte) object {
	var o object
	if err := json.Unmarshal(text, &o); err != nil {
		panic(err)
	}
	return o
}

// differences returns the fields of a valid recipe that are not as in the
// baseline; of objects within, those of their fields. Nil if there are none.
func differences(r train.Recipe) object {
	if r.Hidden == nil {
		r.Hidden = []int{} // or it would be null, which no recipe may have
	}
	text, err := json.Marshal(r)
	if err != nil {
		panic(err) // a valid recipe has only numbers that JSON has
	}
	left := parse(text).less(baseline())
	if len(left) == 0 {
		return nil
	}
	return left
}

// less returns the fields that are not as in another object.
func (o object) less(base object) object {
	left := object{}
	for name, value := range o {
		was, there := base[name]
		switch {
		case there && reflect.DeepEqual(decoded(value), decoded(was)):
		case there && value[0] == '{' && was[0] == '{':
			left[name] = written(parse(value).less(parse(was)))
		default:
			left[name] = value
		}
	}
	return left
}

// over returns the JSON of another object with these fields in place of its own.
// Fields of objects within that are not given stay, too.
func (o object) over(base object) []byte {
	for name, value := range o {
		was := base[name]
		var inner object
		if len(was) > 0 && was[0] == '{' && json.Unmarshal(value, &inner) == nil && inner != nil {
			value = inner.over(parse(was))
		}
		base[name] = value
	}
	return written(base)
}

func written(o object) []byte {
	text, err := json.Marshal(o)
	if err != nil {
		panic(err) // it was parsed
	}
	return text
}

// decoded returns the value itself: 1e-05 and 0.00001 are the same number, and
// float64 has all whole numbers of a recipe.
func decoded(value []byte) any {
	var v any
	if err := json.Unmarshal(value, &v); err != nil {
		panic(err) // it was parsed
	}
	return v
}
