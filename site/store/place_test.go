package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/site/store"
)

func TestAPlaceIsInTheLaboratory(t *testing.T) {
	s := after(store.Show{View: store.Inside}, store.At{Place: "attic"})
	require.Equal(t, store.Inside, s.View)
	s, _ = reduce(s, store.At{Place: store.AtRuns})
	require.Equal(t, store.Laboratory, s.View)
	require.Equal(t, store.AtRuns, s.Place)
}
