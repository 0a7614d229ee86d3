//go:build goexperiment.simd

#include "textflag.h"

// The tile's sums stay in V0 to V8, three vectors a row; V9 to V11 hold a row
// of the strip and V12 an element of A in all lanes. R4 runs along the strip,
// R5 counts down what is left of k, R6 to R8 are the rows of C.

// STEP adds one product to each sum of a row of the tile, with the element of
// A at an address and an offset.
#define STEP(a, offset, x, y, z) \
	Get a; I32WrapI64; F32Load offset; F32x4Splat; Set V12; \
	Get x; Get V12; Get V9; F32x4Mul; F32x4Add; Set x; \
	Get y; Get V12; Get V10; F32x4Mul; F32x4Add; Set y; \
	Get z; Get V12; Get V11; F32x4Mul; F32x4Add; Set z

#define LOAD3(c, first, second, third, x, y, z) \
	Get c; I32WrapI64; V128Load first; Set x; \
	Get c; I32WrapI64; V128Load second; Set y; \
	Get c; I32WrapI64; V128Load third; Set z

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
#define ADVANCEBY(r, n) Get r; I64Const n; I64Add; Set r

// BEGIN takes C's tile, or zeros, into the sums; END puts them into C.
#define BEGIN \
	Get R6; I64Load cStride+48(FP); I64Add; Set R7; \
	Get R7; I64Load cStride+48(FP); I64Add; Set R8; \
	I32Load8U add+56(FP); \
	If; \
	LOAD3(R6, $0, $16, $32, V0, V1, V2); \
	LOAD3(R7, $0, $16, $32, V3, V4, V5); \
	LOAD3(R8, $0, $16, $32, V6, V7, V8); \
	Else; \
	ZERO(V0, V1, V2); \
	ZERO(V3, V4, V5); \
	ZERO(V6, V7, V8); \
	End

#define FINISH \
	STORE(R6, V0, V1, V2); \
	STORE(R7, V3, V4, V5); \
	STORE(R8, V6, V7, V8)

// func alongRows(a *float32, rowStride, columnStride int, strip *float32, k int, c *float32, cStride int, add bool)
TEXT ·alongRows(SB), NOSPLIT, $0-57
	I64Load a+0(FP); Set R0
	Get R0; I64Load rowStride+8(FP); I64Add; Set R1
	Get R1; I64Load rowStride+8(FP); I64Add; Set R2
	I64Load strip+24(FP); Set R4
	I64Load k+32(FP); Set R5
	I64Load c+40(FP); Set R6
	BEGIN

	Loop
		Get R5; I64Const $4; I64GeS
		If
			LOAD3(R4, $0, $16, $32, V9, V10, V11)
			STEP(R0, $0, V0, V1, V2)
			STEP(R1, $0, V3, V4, V5)
			STEP(R2, $0, V6, V7, V8)
			LOAD3(R4, $48, $64, $80, V9, V10, V11)
			STEP(R0, $4, V0, V1, V2)
			STEP(R1, $4, V3, V4, V5)
			STEP(R2, $4, V6, V7, V8)
			LOAD3(R4, $96, $112, $128, V9, V10, V11)
			STEP(R0, $8, V0, V1, V2)
			STEP(R1, $8, V3, V4, V5)
			STEP(R2, $8, V6, V7, V8)
			LOAD3(R4, $144, $160, $176, V9, V10, V11)
			STEP(R0, $12, V0, V1, V2)
			STEP(R1, $12, V3, V4, V5)
			STEP(R2, $12, V6, V7, V8)
			ADVANCEBY(R0, $16)
			ADVANCEBY(R1, $16)
			ADVANCEBY(R2, $16)
			ADVANCEBY(R4, $192)
			ADVANCEBY(R5, $-4)
			Br $1
		End
	End
	Loop
		Get R5; I64Eqz; I32Eqz
		If
			LOAD3(R4, $0, $16, $32, V9, V10, V11)
			STEP(R0, $0, V0, V1, V2)
			STEP(R1, $0, V3, V4, V5)
			STEP(R2, $0, V6, V7, V8)
			ADVANCEBY(R0, $4)
			ADVANCEBY(R1, $4)
			ADVANCEBY(R2, $4)
			ADVANCEBY(R4, $48)
			ADVANCEBY(R5, $-1)
			Br $1
		End
	End

	FINISH
	RET

// func alongColumns(a *float32, rowStride, columnStride int, strip *float32, k int, c *float32, cStride int, add bool)
TEXT ·alongColumns(SB), NOSPLIT, $0-57
	I64Load a+0(FP); Set R0
	I64Load columnStride+16(FP); Set R3
	I64Load strip+24(FP); Set R4
	I64Load k+32(FP); Set R5
	I64Load c+40(FP); Set R6
	BEGIN

	Loop
		Get R5; I64Const $4; I64GeS
		If
			LOAD3(R4, $0, $16, $32, V9, V10, V11)
			STEP(R0, $0, V0, V1, V2)
			STEP(R0, $4, V3, V4, V5)
			STEP(R0, $8, V6, V7, V8)
			ADVANCE(R0, R3)
			LOAD3(R4, $48, $64, $80, V9, V10, V11)
			STEP(R0, $0, V0, V1, V2)
			STEP(R0, $4, V3, V4, V5)
			STEP(R0, $8, V6, V7, V8)
			ADVANCE(R0, R3)
			LOAD3(R4, $96, $112, $128, V9, V10, V11)
			STEP(R0, $0, V0, V1, V2)
			STEP(R0, $4, V3, V4, V5)
			STEP(R0, $8, V6, V7, V8)
			ADVANCE(R0, R3)
			LOAD3(R4, $144, $160, $176, V9, V10, V11)
			STEP(R0, $0, V0, V1, V2)
			STEP(R0, $4, V3, V4, V5)
			STEP(R0, $8, V6, V7, V8)
			ADVANCE(R0, R3)
			ADVANCEBY(R4, $192)
			ADVANCEBY(R5, $-4)
			Br $1
		End
	End
	Loop
		Get R5; I64Eqz; I32Eqz
		If
			LOAD3(R4, $0, $16, $32, V9, V10, V11)
			STEP(R0, $0, V0, V1, V2)
			STEP(R0, $4, V3, V4, V5)
			STEP(R0, $8, V6, V7, V8)
			ADVANCE(R0, R3)
			ADVANCEBY(R4, $48)
			ADVANCEBY(R5, $-1)
			Br $1
		End
	End

	FINISH
	RET

// func anyhow(a *float32, rowStride, columnStride int, strip *float32, k int, c *float32, cStride int, add bool)
TEXT ·anyhow(SB), NOSPLIT, $0-57
	I64Load a+0(FP); Set R0
	Get R0; I64Load rowStride+8(FP); I64Add; Set R1
	Get R1; I64Load rowStride+8(FP); I64Add; Set R2
	I64Load columnStride+16(FP); Set R3
	I64Load strip+24(FP); Set R4
	I64Load k+32(FP); Set R5
	I64Load c+40(FP); Set R6
	BEGIN

	Loop
		LOAD3(R4, $0, $16, $32, V9, V10, V11)
		STEP(R0, $0, V0, V1, V2)
		STEP(R1, $0, V3, V4, V5)
		STEP(R2, $0, V6, V7, V8)
		ADVANCE(R0, R3)
		ADVANCE(R1, R3)
		ADVANCE(R2, R3)
		ADVANCEBY(R4, $48)
		ADVANCEBY(R5, $-1)
		Get R5; I64Eqz; I32Eqz
		BrIf $0
	End

	FINISH
	RET
