// Package rng gives random streams that are named, independent and restorable.
//
// A run draws from several streams (weights, split, shuffle, dropout, ...).
// Each is seeded by the run's seed and the stream's name, so that turning one
// on or drawing more from it never changes what another gives: two recipes
// that differ only in dropout start from the same weights and see the same
// batches. A stream's position can be saved and restored exactly.
//
// All draws are pure Go without fused or platform-dependent arithmetic and
// give the same bits on every machine.
package rng

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"

	"atelier/core/internal/math64"
)

// Stream is one random stream. It is not safe for concurrent use.
type Stream struct {
	pcg rand.PCG
}

// New returns the stream of the given name under the given seed. The state of
// the generator (PCG-DXSM, O'Neill 2014, as in math/rand/v2) is the first 16
// bytes of SHA-256 over seed and name.
func New(seed uint64, name string) *Stream {
	h := sha256.Sum256(append(binary.LittleEndian.AppendUint64(nil, seed), name...))
	s := &Stream{}
	s.pcg.Seed(binary.LittleEndian.Uint64(h[0:8]), binary.LittleEndian.Uint64(h[8:16]))
	return s
}

// Uint64 returns 64 uniform random bits.
func (s *Stream) Uint64() uint64 { return s.pcg.Uint64() }

// IntN returns a uniform integer in [0, n). It panics if n < 1.
//
// Reference: Lemire, "Fast Random Integer Generation in an Interval", 2019.
func (s *Stream) IntN(n int) int {
	if n < 1 {
		panic(fmt.Sprintf("rng: IntN of %d", n))
	}
	bound := uint64(n)
	hi, lo := bits.Mul64(s.Uint64(), bound)
	if lo < bound {
		reject := -bound % bound
		for lo < reject {
			hi, lo = bits.Mul64(s.Uint64(), bound)
		}
	}
	return int(hi)
}

// Float32 returns a uniform number in [0, 1), a multiple of 2^-24.
func (s *Stream) Float32() float32 { return float32(s.Uint64()>>40) * 0x1p-24 }

// Float64 returns a uniform number in [0, 1), a multiple of 2^-53.
func (s *Stream) Float64() float64 { return float64(s.Uint64()>>11) * 0x1p-53 }

// Uniform returns a uniform number in [low, high).
func (s *Stream) Uniform(low, high float64) float64 {
	return low + float64((high-low)*s.Float64())
}

// Normal returns a number from the standard normal distribution.
//
// Reference: Marsaglia and Bray, "A Convenient Method for Generating Normal
// Variables", 1964 (the polar method; the second variable of each pair is
// dropped, so that a stream's position is its whole state).
func (s *Stream) Normal() float64 {
	for {
		u := float64(2*s.Float64()) - 1
		v := float64(2*s.Float64()) - 1
		q := float64(u*u) + float64(v*v)
		if q > 0 && q < 1 {
			return u * math.Sqrt(float64(-2*math64.Log(q))/q)
		}
	}
}

// Permutation writes a uniform random order of 0 .. len(dst)-1 into dst
// (Fisher and Yates).
func (s *Stream) Permutation(dst []int) {
	for i := range dst {
		dst[i] = i
	}
	s.Shuffle(dst)
}

// Shuffle puts x into a uniform random order (Fisher and Yates).
func (s *Stream) Shuffle(x []int) {
	for i := len(x) - 1; i > 0; i-- {
		j := s.IntN(i + 1)
		x[i], x[j] = x[j], x[i]
	}
}

// MarshalBinary returns the stream's position.
func (s *Stream) MarshalBinary() ([]byte, error) { return s.pcg.MarshalBinary() }

// UnmarshalBinary puts the stream at a position that MarshalBinary returned.
func (s *Stream) UnmarshalBinary(data []byte) error {
	if err := s.pcg.UnmarshalBinary(data); err != nil {
		return fmt.Errorf("rng: %w", err)
	}
	return nil
}
