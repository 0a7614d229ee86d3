//go:build goexperiment.simd

#include "textflag.h"

// The chains are V0 to V11; V12 is the factor and V13 the summand.

#define STEP(x) Get x; Get V12; F32x4Mul; Get V13; F32x4Add; Set x

#define STEPS \
	STEP(V0); STEP(V1); STEP(V2); STEP(V3); STEP(V4); STEP(V5); \
	STEP(V6); STEP(V7); STEP(V8); STEP(V9); STEP(V10); STEP(V11)

#define ZERO(x) F32Const $(0.0); F32x4Splat; Set x

#define ADD(x) Get x; F32x4Add

// func spin(turns int) float32
TEXT ·spin(SB), NOSPLIT, $0-12
	ZERO(V0); ZERO(V1); ZERO(V2); ZERO(V3); ZERO(V4); ZERO(V5)
	ZERO(V6); ZERO(V7); ZERO(V8); ZERO(V9); ZERO(V10); ZERO(V11)
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
