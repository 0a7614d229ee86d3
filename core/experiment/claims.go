package experiment

// Claims returns the report's eight claims in their order.
func Claims() []Claim {
	return []Claim{
		{
			Number: 1, Experiment: 1, judge: judgeStart,
			Claim:     "Below 10 epochs the single wide layer does better than the deeper, narrower ones.",
			Measure:   "Validation accuracy, averaged over epochs 1 to 9.",
			Threshold: whyBars + "[128] must lie above both others and not be alike. " + whySeeds + "Both leads must be above 0.",
		},
		{
			Number: 2, Experiment: 1, judge: judgeShapes,
			Claim:     "At the end the three shapes lie within each other's error bars.",
			Measure:   "Test accuracy, in pairs.",
			Threshold: whyBars + "All three pairs must be. " + whySeeds + whySame,
		},
		{
			Number: 3, Experiment: 1, judge: judgeOverfitting,
			Claim:     "Nothing overfits: test accuracy lies within the validation accuracy's error bar.",
			Measure:   "Validation accuracy after the last epoch against test accuracy, for each of the report's recipes.",
			Threshold: "Over batches: the test accuracy must lie within the validation accuracy's error bar. " + whySeeds + "The validation accuracy must not be higher by what counts. " + whySame + "A gap that all recipes share, whatever their training loss, speaks of harder test images rather than of overfitting.",
		},
		{
			Number: 4, Experiment: 1, judge: judgeDropout,
			Claim:     "Dropout makes no real difference.",
			Measure:   "Test accuracy of [128] with dropout and without.",
			Threshold: whyBars + whySeeds + whySame,
		},
		{
			Number: 5, Experiment: 2, judge: judgeOptimizers,
			Claim:     "SGD and AdaDelta are within each other's error bars; Adam is 2 to 3 points better.",
			Measure:   "Validation accuracy after the last epoch, and test accuracy.",
			Threshold: whyBars + "Adam's leads must be 2 or 3 when rounded to whole points, as the report gives them: 1.5 to 3.5. " + whySeeds + "The interval of a lead must leave out 0 and reach into that range. " + whySame,
		},
		{
			Number: 6, Experiment: 2, judge: judgeFirstEpoch,
			Claim:     "Adam after a single epoch is competitive with the other two at the end.",
			Measure:   "Adam's validation accuracy after epoch 1 against that of SGD and AdaDelta after the last.",
			Threshold: "Over batches: it must not lie below the other's error bar. " + whySeeds + "It must not be behind by 2 points, the least that the report calls better.",
		},
		{
			Number: 7, Experiment: 3, judge: judgeXavier,
			Claim:     "Xavier trains faster at the start and makes little difference later.",
			Measure:   "Training loss, averaged over epochs 1 to 5, and test accuracy.",
			Threshold: whyFaster + whyBars + whySeeds + whySame,
		},
		{
			Number: 8, Experiment: 3, judge: judgeBatchNorm,
			Claim:     "Batch norm trains faster and ends higher in test accuracy.",
			Measure:   "Training loss, averaged over epochs 1 to 5, and test accuracy.",
			Threshold: whyFaster + whyBars + "Batch norm must lie above and not be alike. " + whySeeds + "Its lead must be above 0.",
		},
	}
}

const whyFaster = "The loss must be lower by 5 % or more: to less than that, two right programs do not agree. "
