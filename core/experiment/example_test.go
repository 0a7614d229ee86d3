package experiment_test

import (
	"fmt"
	"log"

	"atelier/core/dataset"
	"atelier/core/experiment"
	"atelier/core/train"
)

// A plan of two recipes on two seeds, run one after the other.
func Example() {
	plan, err := experiment.ParsePlan([]byte(`{
		"name": "rates",
		"recipes": [
			{"name": "slow", "hidden": [16], "epochs": 2, "training_images": 1000, "batch_size": 50},
			{"name": "fast", "hidden": [16], "epochs": 2, "training_images": 1000, "batch_size": 50, "optimizer": {"method": "sgd", "learning_rate": 0.1}}
		],
		"seeds": [0, 1]
	}`))
	if err != nil {
		log.Fatal(err) // experiment.Errors: one for each field that is wrong
	}
	set := dataset.MadeUp(1, 1000, 300)
	result := experiment.NewResult(plan, experiment.DataOf(set))
	for _, task := range plan.Tasks() {
		session, err := train.NewSession(task.Recipe, set)
		if err != nil {
			log.Fatal(err)
		}
		run := experiment.NewRun(task.Recipe)
		for !session.Done() {
			run.Add(session.Step())
		}
		result = result.With(run)
	}
	slow, fast := experiment.Summaries(result)[0], experiment.Summaries(result)[1]
	fmt.Println(len(result.Runs), "runs; the fast one ends with the lower loss:", fast.TrainLoss[1] < slow.TrainLoss[1])
	// Output: 4 runs; the fast one ends with the lower loss: true
}

func ExampleClaim_Judge() {
	claim := experiment.Claims()[3]
	plan := experiment.Report(experiment.Options{})
	verdict := claim.Judge(experiment.NewResult(plan, experiment.Data{}))
	fmt.Println(claim.Claim)
	fmt.Printf("%s: %s\n", verdict.Outcome, verdict.Sentences()[0])
	// Output:
	// Dropout makes no real difference.
	// cannot tell yet: Baseline has not been trained.
}
