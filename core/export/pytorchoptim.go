package export

import (
	"fmt"
	"strings"

	"atelier/core/optim"
	"atelier/core/train"
)

// pythonOptimizer returns the call of the optimizer's class. Hyperparameters
// have PyTorch's names already, but for the two betas, which are one there.
func pythonOptimizer(c optim.Config) (string, error) {
	m, _ := optim.ByName(c.Method)
	class, ok := pythonClass(m.Source, "torch.optim.")
	if !ok {
		return "", fmt.Errorf("export: PyTorch has no optimizer %s", m.Label)
	}
	arguments := []string{"model.parameters()", "lr=" + pythonFloat(c.LearningRate)}
	for _, h := range m.Hyperparameters {
		value := pythonFloat(c.Value(h.Name))
		switch {
		case h.Boolean && c.Value(h.Name) == 1:
			value = "True"
		case h.Boolean:
			value = "False"
		}
		switch h.Name {
		case "beta1":
			value = fmt.Sprintf("betas=(%s, %s)", value, pythonFloat(c.Value("beta2")))
		case "beta2":
			continue
		default:
			value = h.Name + "=" + value
		}
		arguments = append(arguments, value)
	}
	call := fmt.Sprintf("torch.optim.%s(%s", class, strings.Join(arguments, ", "))
	if c.Method == "nadam" {
		// The other way to compute it has a fault in PyTorch 1.13.
		call += ", foreach=True"
	}
	return call + ")", nil
}

// pythonSchedule returns the body of build_schedule.
func pythonSchedule(r train.Recipe) string {
	s := r.Schedule
	total := fmt.Sprint(r.Epochs)
	if s.Every == "batch" {
		total += " * batches"
	}
	var after string
	switch s.Kind {
	case "step":
		after = fmt.Sprintf("lr_scheduler.StepLR(optimizer, step_size=%d, gamma=%s)", s.StepSize, pythonFloat(s.Gamma))
	case "cosine":
		length := fmt.Sprint(s.Length)
		if s.Length == 0 {
			length = fmt.Sprintf("max(1, %s - %d)", total, s.Warmup)
		}
		after = fmt.Sprintf("lr_scheduler.CosineAnnealingLR(optimizer, T_max=%s, eta_min=%s)", length, pythonFloat(s.Minimum))
	default:
		after = "lr_scheduler.ConstantLR(optimizer, factor=1.0, total_iters=0)"
	}
	if s.Warmup == 0 {
		return "    return " + after + "\n"
	}
	return fmt.Sprintf(`    warmup = lr_scheduler.LinearLR(optimizer, start_factor=1 / %d, total_iters=%d)
    after = %s
    return lr_scheduler.SequentialLR(optimizer, [warmup, after], milestones=[%d])
`, s.Warmup+1, s.Warmup, after, s.Warmup)
}
