//go:build goexperiment.simd

#include "textflag.h"

// The chains are V0 to V11, which begin differently, so that nobody can take two
// of them for one; V12 is the factor and V13 the summand.

#define STEP(x) Get x; Get V12; F32x4Mul; Get V13; F32x4Add; Set x

#define STEPS \
	STEP(V0); STEP(V1); STEP(V2); STEP(V3); STEP(V4); STEP(V5); \
	STEP(V6); STEP(V7); STEP(V8); STEP(V9); STEP(V10); STEP(V11)

#define START(x, value) F32Const $(value); F32x4Splat; Set x

#define ADD(x) Get x; F32x4Add

// func spin(turns int) float32
TEXT ·spin(SB), NOSPLIT, $0-12
	START(V0, 0.0); START(V1, 1.0); START(V2, 2.0); START(V3, 3.0)
	START(V4, 4.0); START(V5, 5.0); START(V6, 6.0); START(V7, 7.0)
	START(V8, 8.0); START(V9, 9.0); START(V10, 10.0); START(V11, 11.0)
	F32Const $(0.5); F32x4Splat; Set V12
	F32Const $(1.0); F32x4Splat; Set V13
	I64Load turns+0(FP); Set R0
	Loop
		Get R0; I64Eqz; I32Eqz
		If
			STEPS
			STEPS
			STEPS
			STEPS
			Get R0; I64Const $-1; I64Add; Set R0
			Br $1
		End
	End
	Get SP
	Get V0; ADD(V1); ADD(V2); ADD(V3); ADD(V4); ADD(V5)
	ADD(V6); ADD(V7); ADD(V8); ADD(V9); ADD(V10); ADD(V11)
	F32x4ExtractLane $0
	F32Store ret+8(FP)
	RET
