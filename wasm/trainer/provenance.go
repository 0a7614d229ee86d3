package trainer

import "atelier/wasm/wire"

// provenance says of which data set the runs are that are trained here; the
// manifest must be here.
func (s *store) provenance() *wire.Data {
	return &wire.Data{
		Source:         s.manifest.Source,
		SHA256:         s.manifest.SHA256,
		TrainingImages: s.data.Train.Len(),
		TestImages:     s.data.Test.Len(),
	}
}
