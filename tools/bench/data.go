package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"atelier/core/dataset"
	"atelier/tools/internal/datadir"
	"atelier/tools/internal/gotool"
)

// dataset returns the data set of the folder. If there is none, it has it made
// as make data does, of Fashion-MNIST or else of made-up garments.
func (o options) dataset(ctx context.Context, log io.Writer) (dataset.Set, error) {
	_, err := os.Stat(filepath.Join(o.data, dataset.ManifestFile))
	if errors.Is(err, fs.ErrNotExist) {
		fmt.Fprintf(log, "There is no data in %s; fetching it.\n", o.data)
		out, err := filepath.Abs(o.data)
		if err != nil {
			return dataset.Set{}, err
		}
		if _, err := gotool.Run(ctx, o.root, nil, "run", "./tools/data", "-out", out); err != nil {
			return dataset.Set{}, err
		}
	}
	set, err := datadir.Open(o.data)
	if err != nil {
		return set, err
	}
	fmt.Fprintf(log, "Data: %s, %d training images.\n", set.Source, set.Train.Len())
	return set, nil
}
