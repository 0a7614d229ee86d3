package text

import "atelier/core/optim"

// explainSchedule explains a setting of the schedule. In the formulas k counts
// from the end of the warm-up.
func explainSchedule(name string, s optim.Schedule) Hint {
	h := Hint{Source: "PyTorch, how to adjust the learning rate", Address: pytorch + "optim.html#how-to-adjust-learning-rate"}
	const step, cosine = "lr·γ^⌊k / size⌋", "min + (lr − min)·(1 + cos(πk / length)) / 2"
	for _, k := range optim.Schedules() {
		if k.Name == s.Kind && k.Name != "constant" {
			h.Source, h.Address = "PyTorch, "+k.Label, k.Source
		}
	}
	switch name {
	case "kind":
		h.What = "How the learning rate changes while the run goes on. k counts " + units(s.Every) + " since the warm-up."
		h.Expect = "A rate that falls at the end lets the curve settle: less jitter, and often some tenths of a point more."
		switch s.Kind {
		case "step":
			h.Formula = step
		case "cosine":
			h.Formula = cosine
		default:
			h.Formula = "lr"
		}
	case "every":
		h.What = "Whether warm-up, step and length are counted in epochs or in batches."
		h.Expect = "Epochs make stairs in the learning rate, batches a smooth curve."
	case "warmup":
		h.What = "For so many " + units(s.Every) + " the learning rate rises in even steps, n counting from 0, before the schedule begins. 0 is no warm-up."
		h.Formula = "lr·(n + 1) / (warm-up + 1)"
		h.Expect = "A slower start that can save a large learning rate from diverging."
		h.Source, h.Address = "PyTorch, LinearLR", pytorch+"generated/torch.optim.lr_scheduler.LinearLR.html"
	case "step_size":
		h.What, h.Formula = "After each so many "+units(s.Every)+" the learning rate is multiplied by γ.", step
		h.Expect = "A jump in the curves at each step, mostly in the first."
	case "gamma":
		h.What, h.Formula = "By what the learning rate is multiplied at each step.", step
		h.Expect = "At 0.1, two or three steps all but end the training. 0.5 is gentler."
	case "length":
		h.What, h.Formula = "How many "+units(s.Every)+" the rate takes to fall to its minimum. 0 is all that is left of the run.", cosine
		h.Expect = "Where it is shorter than the run, the rate rises and falls again."
	case "minimum":
		h.What, h.Formula = "The learning rate at the end of the cosine.", cosine
		h.Expect = "0 brings the run to rest; more keeps it learning."
	default:
		return Hint{}
	}
	return h
}

// explainLoss explains what is done to the loss and its gradients.
func explainLoss(field string) Hint {
	if field == "gradient_clipping" {
		return Hint{
			"The greatest length c that all gradients together may have; longer ones are scaled down. 0 is no limit.",
			"g = g·min(1, c / ‖g‖)",
			"A rare large gradient no longer throws the network off. Below the usual length it acts as a smaller learning rate.",
			"PyTorch, clip_grad_norm_", pytorch + "generated/torch.nn.utils.clip_grad_norm_.html",
		}
	}
	return Hint{
		"In training, asks for a little less than certainty: the share s of each target is spread evenly over the ten classes.",
		"target = (1 − s)·label + s / 10",
		"Less confident probabilities. The training loss no longer goes to 0 and cannot be compared with that of other runs; validation is measured without it.",
		"Szegedy et al., Rethinking the Inception Architecture, 2015, section 7", arxiv + "1512.00567",
	}
}

// explainData explains on what, how long and how often a recipe is trained.
func explainData(field string) Hint {
	switch field {
	case "input_scaling":
		return Hint{
			"How a pixel x of 0 to 255 becomes an input. Standard takes off the mean of Fashion-MNIST’s pixels and divides by their deviation.",
			"unit x/255,  signed 2x/255 − 1,  standard (x/255 − 0.2860) / 0.3530",
			"Inputs around 0 train faster. The report does not say which it used; its claims hold with standard.",
			"torchvision, Normalize", "https://docs.pytorch.org/vision/stable/generated/torchvision.transforms.Normalize.html",
		}
	case "batch_size":
		return Hint{
			"Over how many images the gradient of each step is averaged.",
			"g = mean of the images’ gradients",
			"Smaller batches make more and noisier steps an epoch: more progress an epoch at the same learning rate, but slower epochs.",
			"Masters and Luschi, Revisiting Small Batch Training, 2018", arxiv + "1804.07612",
		}
	case "epochs":
		return Hint{
			"How often the run goes through all training images, in a new order each time.", "",
			"More epochs, more fit. Once the validation loss rises while the training loss falls, the network overfits.",
			"Goodfellow, Bengio and Courville, Deep Learning, chapter 8", book + "optimization.html",
		}
	case "patience":
		return Hint{
			"Ends the run early once the validation loss has not fallen for so many epochs. 0 is never. The last weights are kept, not the best.", "",
			"Saves time where nothing more is gained. A small one can give up in a noisy stretch.",
			"Goodfellow, Bengio and Courville, Deep Learning, section 7.8", book + "regularization.html",
		}
	case "training_images", "validation_share":
		return explainImages(field)
	case "seed":
		return Hint{
			"Where all chance begins: the first weights, the split, the order of the images, what dropout drops.", "",
			"The same recipe and seed give the same result to the last bit. Another seed shows how much is luck.",
			"PyTorch, reproducibility", pytorch + "notes/randomness.html",
		}
	case "repeats":
		return Hint{
			"Under how many seeds the recipe is trained, from the seed on. They share one line, with an error bar over seeds.", "",
			"With three or more, a difference between recipes can be told from luck.",
			"Bouthillier et al., Accounting for Variance in Machine Learning Benchmarks, 2021", arxiv + "2103.03098",
		}
	case CoresSubject:
		return Hint{
			"By how many of the machine’s cores one run is trained.", "",
			CoresHint,
			"MDN, the number of cores that a browser tells", "https://developer.mozilla.org/en-US/docs/Web/API/Navigator/hardwareConcurrency",
		}
	}
	return Hint{}
}

func explainImages(field string) Hint {
	if field == "training_images" {
		return Hint{
			"How many of the set’s 60,000 training images are used, the first ones. Those held out for validation are among them.", "",
			"Fewer are quicker, and overfit sooner. The 10,000 test images are always used in full.",
			"Xiao, Rasul and Vollgraf, Fashion-MNIST, 2017", arxiv + "1708.07747",
		}
	}
	return Hint{
		"The share of the training images that is held out, the same from every class, to measure accuracy after each epoch. The seed decides which.", "",
		"More makes the measure steadier and leaves less to learn from.",
		"Goodfellow, Bengio and Courville, Deep Learning, section 5.3", book + "ml.html",
	}
}
