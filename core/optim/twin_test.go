package optim_test

import "math"

// twin is a method's formula for one element, in float64, written from
// PyTorch's pages: step t (from 1) takes w to what it returns. c holds all
// hyperparameters; state starts empty.
type twin func(c settings, state map[string]float64, w, g, lr float64, t int) float64

var twins = map[string]twin{
	"sgd": func(c settings, state map[string]float64, w, g, lr float64, t int) float64 {
		g += c["weight_decay"] * w
		momentum := c["momentum"]
		if momentum == 0 {
			return w - lr*g
		}
		if t == 1 {
			state["momentum_buffer"] = g
		} else {
			state["momentum_buffer"] = momentum*state["momentum_buffer"] + (1-c["dampening"])*g
		}
		if c["nesterov"] == 1 {
			return w - lr*(g+momentum*state["momentum_buffer"])
		}
		return w - lr*state["momentum_buffer"]
	},

	"adagrad": func(c settings, state map[string]float64, w, g, lr float64, t int) float64 {
		g += c["weight_decay"] * w
		if t == 1 {
			state["sum"] = c["initial_accumulator_value"]
		}
		state["sum"] += g * g
		lr /= 1 + float64(t-1)*c["lr_decay"]
		return w - lr*g/(math.Sqrt(state["sum"])+c["eps"])
	},

	"rmsprop": func(c settings, state map[string]float64, w, g, lr float64, t int) float64 {
		g += c["weight_decay"] * w
		alpha, momentum := c["alpha"], c["momentum"]
		state["square_avg"] = alpha*state["square_avg"] + (1-alpha)*g*g
		square := state["square_avg"]
		if c["centered"] == 1 {
			state["grad_avg"] = alpha*state["grad_avg"] + (1-alpha)*g
			square -= state["grad_avg"] * state["grad_avg"]
		}
		change := g / (math.Sqrt(square) + c["eps"])
		if momentum > 0 {
			state["momentum_buffer"] = momentum*state["momentum_buffer"] + change
			change = state["momentum_buffer"]
		}
		return w - lr*change
	},

	"adadelta": func(c settings, state map[string]float64, w, g, lr float64, t int) float64 {
		g += c["weight_decay"] * w
		rho, eps := c["rho"], c["eps"]
		state["square_avg"] = rho*state["square_avg"] + (1-rho)*g*g
		change := math.Sqrt(state["acc_delta"]+eps) / math.Sqrt(state["square_avg"]+eps) * g
		state["acc_delta"] = rho*state["acc_delta"] + (1-rho)*change*change
		return w - lr*change
	},

	"adam": func(c settings, state map[string]float64, w, g, lr float64, t int) float64 {
		return adamTwin(c, state, w, g+c["weight_decay"]*w, lr, t)
	},

	"adamw": func(c settings, state map[string]float64, w, g, lr float64, t int) float64 {
		return adamTwin(c, state, w-lr*c["weight_decay"]*w, g, lr, t)
	},

	"nadam": func(c settings, state map[string]float64, w, g, lr float64, t int) float64 {
		g += c["weight_decay"] * w
		beta1, beta2 := c["beta1"], c["beta2"]
		mu := func(t int) float64 {
			return beta1 * (1 - 0.5*math.Pow(0.96, float64(t)*c["momentum_decay"]))
		}
		product := 1.0
		for i := 1; i <= t; i++ {
			product *= mu(i)
		}
		state["exp_avg"] = beta1*state["exp_avg"] + (1-beta1)*g
		state["exp_avg_sq"] = beta2*state["exp_avg_sq"] + (1-beta2)*g*g
		mean := mu(t+1)*state["exp_avg"]/(1-product*mu(t+1)) + (1-mu(t))*g/(1-product)
		square := state["exp_avg_sq"] / (1 - math.Pow(beta2, float64(t)))
		return w - lr*mean/(math.Sqrt(square)+c["eps"])
	},
}

func adamTwin(c settings, state map[string]float64, w, g, lr float64, t int) float64 {
	beta1, beta2 := c["beta1"], c["beta2"]
	state["exp_avg"] = beta1*state["exp_avg"] + (1-beta1)*g
	state["exp_avg_sq"] = beta2*state["exp_avg_sq"] + (1-beta2)*g*g
	mean := state["exp_avg"] / (1 - math.Pow(beta1, float64(t)))
	square := state["exp_avg_sq"] / (1 - math.Pow(beta2, float64(t)))
	return w - lr*mean/(math.Sqrt(square)+c["eps"])
}
