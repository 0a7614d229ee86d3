package train

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"atelier/core/dataset"
	"atelier/core/optim"
)

// MaxRecipeBytes bounds the JSON of a recipe.
const MaxRecipeBytes = 64 << 10

// ParseRecipe reads a recipe from JSON. Fields that are not there take their
// values from Default. Unknown fields, wrong types and values out of range
// are refused with Errors, one for each field; text that is not one JSON
// object is refused with another error.
func ParseRecipe(data []byte) (Recipe, error) {
	if len(data) > MaxRecipeBytes {
		return Recipe{}, fmt.Errorf("recipe: %d bytes long, more than %d", len(data), MaxRecipeBytes)
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(data, &object); err != nil {
		return Recipe{}, fmt.Errorf("recipe: not a JSON object: %w", err)
	}
	if object == nil {
		return Recipe{}, errors.New("recipe: not a JSON object: null")
	}
	r := Default()
	errs := decodeFields("", object, r.fields())
	// A field that could not be read keeps its default, so that Validate adds
	// only what is wrong with the others.
	if errs = append(errs, r.Validate()...); errs != nil {
		return Recipe{}, errs
	}
	return r, nil
}

// decodeFields reads the fields of an object into their places.
func decodeFields(path string, object map[string]json.RawMessage, fields map[string]any) Errors {
	var errs Errors
	for _, name := range slices.Sorted(maps.Keys(object)) {
		at := name
		if path != "" {
			at = path + "." + name
		}
		if target, ok := fields[name]; ok {
			errs = append(errs, decodeField(at, object[name], target)...)
		} else {
			errs = append(errs, FieldError{at, "is not a field of a recipe"})
		}
	}
	return errs
}

// fields maps the JSON names to the places where the values go.
func (r *Recipe) fields() map[string]any {
	return map[string]any{
		"name":              &r.Name,
		"hidden":            &r.Hidden,
		"activation":        &r.Activation,
		"initialiser":       &r.Initialiser,
		"batch_norm":        &r.BatchNorm,
		"dropout":           &r.Dropout,
		"input_scaling":     &r.InputScaling,
		"optimizer":         &r.Optimizer,
		"schedule":          &r.Schedule,
		"gradient_clipping": &r.GradientClipping,
		"label_smoothing":   &r.LabelSmoothing,
		"batch_size":        &r.BatchSize,
		"epochs":            &r.Epochs,
		"patience":          &r.Patience,
		"training_images":   &r.TrainingImages,
		"validation_share":  &r.ValidationShare,
		"seed":              &r.Seed,
	}
}

func (b *BatchNorm) fields() map[string]any {
	return map[string]any{
		"enabled":          &b.Enabled,
		"after_activation": &b.AfterActivation,
		"momentum":         &b.Momentum,
		"epsilon":          &b.Epsilon,
	}
}

// decodeField reads one value into its place, which is left alone if the
// value is of the wrong type.
func decodeField(path string, raw json.RawMessage, target any) Errors {
	wrong := func(what string) Errors { return Errors{{path, "must be " + what}} }
	if string(raw) == "null" {
		return wrong("given, not null")
	}
	switch target := target.(type) {
	case *[]int:
		return decodeWidths(path, raw, target)
	case *BatchNorm:
		return decodeObject(path, raw, target.fields())
	case *optim.Config, *optim.Schedule:
		return decodeProblems(path, raw, target)
	case *bool:
		return decodeAs(raw, target, wrong("true or false"))
	case *string:
		return decodeAs(raw, target, wrong("a text"))
	case *dataset.Scaling:
		return decodeAs(raw, target, wrong("a text"))
	case *int:
		return decodeAs(raw, target, wrong("a whole number"))
	case *uint64:
		return decodeAs(raw, target, wrong("a whole number, not negative"))
	case *float64:
		return decodeAs(raw, target, wrong("a number"))
	}
	panic(fmt.Sprintf("train: no decoder for %s of type %T", path, target))
}

// decodeAs reads a plain value, or returns the given errors.
func decodeAs[T any](raw json.RawMessage, target *T, otherwise Errors) Errors {
	var v T
	if json.Unmarshal(raw, &v) != nil {
		return otherwise
	}
	*target = v
	return nil
}

func decodeWidths(path string, raw json.RawMessage, target *[]int) Errors {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) != nil {
		return Errors{{path, "must be a list of widths"}}
	}
	var errs Errors
	widths := make([]int, len(list))
	for i, item := range list {
		errs = append(errs, decodeField(fmt.Sprintf("%s[%d]", path, i), item, &widths[i])...)
	}
	if errs == nil {
		*target = widths
	}
	return errs
}

func decodeObject(path string, raw json.RawMessage, fields map[string]any) Errors {
	var object map[string]json.RawMessage
	if json.Unmarshal(raw, &object) != nil {
		return Errors{{path, "must be an object"}}
	}
	return decodeFields(path, object, fields)
}

// decodeProblems reads a value that says itself what is wrong with it.
func decodeProblems(path string, raw json.RawMessage, target any) Errors {
	var problems optim.Problems
	errors.As(json.Unmarshal(raw, target), &problems)
	var v validator
	v.add(path, problems)
	return v.errs
}
