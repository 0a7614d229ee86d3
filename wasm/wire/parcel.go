package wire

import "atelier/core/dataset"

// Parcel is a message between two workers through a port over which one takes
// the data from the other. Like all messages it is one JSON text; the images
// come beside it as arrays of bytes, which are handed over and not copied.
//
// The taker asks once. The giver answers with the manifest and every shard
// that is here, and goes on with what comes later, or ends with NoData; then
// the taker may ask again.
type Parcel struct {
	Version  int               `json:"version"`
	Kind     ParcelKind        `json:"kind"`
	Have     []string          `json:"have,omitzero"`     // Ask: files that need not be sent
	Manifest *dataset.Manifest `json:"manifest,omitzero"` // Manifest
	File     string            `json:"file,omitzero"`     // Shard: its name; its labels and its pixels are the two arrays
	Message  string            `json:"message,omitzero"`  // NoData: what went wrong
}

// ParcelKind says what is in a parcel.
type ParcelKind string

// The parcels.
const (
	Ask      ParcelKind = "ask"      // the taker wants the data
	Manifest ParcelKind = "manifest" // before any shard
	Shard    ParcelKind = "shard"    // checked and inflated
	NoData   ParcelKind = "no data"  // the giver could not get it
)

// Encode returns the message as JSON, with Version set.
func (p Parcel) Encode() []byte {
	p.Version = Version
	return encode(p)
}

// DecodeParcel reads a message from another worker.
func DecodeParcel(text []byte) (Parcel, error) { return decode[Parcel](text) }
