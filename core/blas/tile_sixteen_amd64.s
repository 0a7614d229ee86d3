//go:build goexperiment.simd

#include "go_asm.h"
#include "textflag.h"

// Tiles of vectors of 512 bits.

#define WIDTH 64
#define S0 Z0
#define S1 Z1
#define S2 Z2
#define S3 Z3
#define S4 Z4
#define S5 Z5
#define S6 Z6
#define S7 Z7
#define S8 Z8
#define B0 Z9
#define B1 Z10
#define B2 Z11

// The multiplication takes the element of A from memory into all lanes by
// itself: a broadcast of its own would cost a place among the arithmetic, and a
// quarter of the speed. All products come before all sums, each in a register of
// its own, so that none waits for the other.
#define PRODUCTS(b, x, y, z) \
	VMULPS.BCST (SI), b, x; \
	VMULPS.BCST (SI)(R9*1), b, y; \
	VMULPS.BCST (SI)(R9*2), b, z
#define SUMS(x, y, z, s, t, u) \
	VADDPS x, s, s; \
	VADDPS y, t, t; \
	VADDPS z, u, u

#define STEP1 \
	PRODUCTS(B0, Z16, Z17, Z18); \
	SUMS(Z16, Z17, Z18, S0, S3, S6)
#define STEP2 \
	PRODUCTS(B0, Z16, Z17, Z18); \
	PRODUCTS(B1, Z19, Z20, Z21); \
	SUMS(Z16, Z17, Z18, S0, S3, S6); \
	SUMS(Z19, Z20, Z21, S1, S4, S7)
#define STEP3 \
	PRODUCTS(B0, Z16, Z17, Z18); \
	PRODUCTS(B1, Z19, Z20, Z21); \
	PRODUCTS(B2, Z22, Z23, Z24); \
	SUMS(Z16, Z17, Z18, S0, S3, S6); \
	SUMS(Z19, Z20, Z21, S1, S4, S7); \
	SUMS(Z22, Z23, Z24, S2, S5, S8)

#include "tile_amd64.h"

// func sixteen1(w *work)
TEXT ·sixteen1(SB), NOSPLIT, $0-8
	ONE

// func sixteen2(w *work)
TEXT ·sixteen2(SB), NOSPLIT, $0-8
	TWO

// func sixteen3(w *work)
TEXT ·sixteen3(SB), NOSPLIT, $0-8
	THREE
