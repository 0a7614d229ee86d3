//go:build goexperiment.simd

#include "textflag.h"

// The tile's sums stay in V0 to V8, three vectors a row; V9 to V11 hold a row
// of the strip and V12 an element of A in all lanes.

// STEP adds one product to each sum of a row of the tile.
#define STEP(a, x, y, z) \
	Get a; I32WrapI64; F32Load $0; F32x4Splat; Set V12; \
	Get x; Get V12; Get V9; F32x4Mul; F32x4Add; Set x; \
	Get y; Get V12; Get V10; F32x4Mul; F32x4Add; Set y; \
	Get z; Get V12; Get V11; F32x4Mul; F32x4Add; Set z

#define LOAD(c, x, y, z) \
	Get c; I32WrapI64; V128Load $0; Set x; \
	Get c; I32WrapI64; V128Load $16; Set y; \
	Get c; I32WrapI64; V128Load $32; Set z

// The assembler drops the offset of V128Store.
#define STORE(c, x, y, z) \
	Get c; I32WrapI64; Get x; V128Store $0; \
	Get c; I64Const $16; I64Add; I32WrapI64; Get y; V128Store $0; \
	Get c; I64Const $32; I64Add; I32WrapI64; Get z; V128Store $0

#define ZERO(x, y, z) \
	F32Const $(0.0); F32x4Splat; Set x; \
	F32Const $(0.0); F32x4Splat; Set y; \
	F32Const $(0.0); F32x4Splat; Set z

#define ADVANCE(r, by) Get r; Get by; I64Add; Set r

// func tile3x12(a *float32, rowStride, columnStride int, strip *float32, k int, c *float32, cStride int, add bool)
TEXT ·tile3x12(SB), NOSPLIT, $0-57
	I64Load a+0(FP); Set R0
	Get R0; I64Load rowStride+8(FP); I64Add; Set R1
	Get R1; I64Load rowStride+8(FP); I64Add; Set R2
	I64Load columnStride+16(FP); Set R3
	I64Load strip+24(FP); Set R4
	I64Load k+32(FP); Set R5
	I64Load c+40(FP); Set R6
	Get R6; I64Load cStride+48(FP); I64Add; Set R7
	Get R7; I64Load cStride+48(FP); I64Add; Set R8

	I32Load8U add+56(FP)
	If
		LOAD(R6, V0, V1, V2)
		LOAD(R7, V3, V4, V5)
		LOAD(R8, V6, V7, V8)
	Else
		ZERO(V0, V1, V2)
		ZERO(V3, V4, V5)
		ZERO(V6, V7, V8)
	End

	Loop
		LOAD(R4, V9, V10, V11)
		STEP(R0, V0, V1, V2)
		STEP(R1, V3, V4, V5)
		STEP(R2, V6, V7, V8)
		ADVANCE(R0, R3)
		ADVANCE(R1, R3)
		ADVANCE(R2, R3)
		Get R4; I64Const $48; I64Add; Set R4
		Get R5; I64Const $1; I64Sub; Set R5
		Get R5; I64Eqz; I32Eqz
		BrIf $0
	End

	STORE(R6, V0, V1, V2)
	STORE(R7, V3, V4, V5)
	STORE(R8, V6, V7, V8)
	RET
