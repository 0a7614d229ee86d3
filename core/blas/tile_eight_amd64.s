//go:build goexperiment.simd

#include "go_asm.h"
#include "textflag.h"

// Tiles of vectors of 256 bits.

#define WIDTH 32
#define S0 Y0
#define S1 Y1
#define S2 Y2
#define S3 Y3
#define S4 Y4
#define S5 Y5
#define S6 Y6
#define S7 Y7
#define S8 Y8
#define B0 Y9
#define B1 Y10
#define B2 Y11

// A row's products come before its sums, which is a seventh faster than one by
// one.
#define ROW1(a, x, y, z) \
	VBROADCASTSS a, Y12; \
	VMULPS B0, Y12, Y13; \
	VADDPS Y13, x, x
#define ROW2(a, x, y, z) \
	VBROADCASTSS a, Y12; \
	VMULPS B0, Y12, Y13; \
	VMULPS B1, Y12, Y14; \
	VADDPS Y13, x, x; \
	VADDPS Y14, y, y
#define ROW3(a, x, y, z) \
	VBROADCASTSS a, Y12; \
	VMULPS B0, Y12, Y13; \
	VMULPS B1, Y12, Y14; \
	VMULPS B2, Y12, Y15; \
	VADDPS Y13, x, x; \
	VADDPS Y14, y, y; \
	VADDPS Y15, z, z

#define STEP1 \
	ROW1((SI), S0, S1, S2); \
	ROW1((SI)(R9*1), S3, S4, S5); \
	ROW1((SI)(R9*2), S6, S7, S8)
#define STEP2 \
	ROW2((SI), S0, S1, S2); \
	ROW2((SI)(R9*1), S3, S4, S5); \
	ROW2((SI)(R9*2), S6, S7, S8)
#define STEP3 \
	ROW3((SI), S0, S1, S2); \
	ROW3((SI)(R9*1), S3, S4, S5); \
	ROW3((SI)(R9*2), S6, S7, S8)

#include "tile_amd64.h"

// func eight1(w *work)
TEXT ·eight1(SB), NOSPLIT, $0-8
	ONE

// func eight2(w *work)
TEXT ·eight2(SB), NOSPLIT, $0-8
	TWO

// func eight3(w *work)
TEXT ·eight3(SB), NOSPLIT, $0-8
	THREE
