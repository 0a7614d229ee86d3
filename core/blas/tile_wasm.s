//go:build goexperiment.simd

#include "go_asm.h"
#include "textflag.h"

// The sums of a tile stay in V0 to V8, three vectors a row; V9 to V11 hold a
// row of the strip and V12 an element of A in all lanes. R0 to R2 run along
// the rows of A, or R0 along all three, R4 along the strip, R5 counts down what
// is left of k. R6 is the tile's first row in C and R7 in the levels, R8 the
// first element of A, R9 the work and R10 how many tiles are left.

#define FIELD(name) Get R9; I32WrapI64; I64Load $name
#define ADVANCE(r, by) Get r; Get by; I64Add; Set r
#define ADVANCEBY(r, n) Get r; I64Const n; I64Add; Set r

// SPLATn puts the element of A at offset n from the address on the stack into
// all lanes. The assembler of Go 1.27 emits V128Load32Splat without what must
// follow it, an alignment and an offset of one byte each. The instructions
// behind it are these bytes: Unreachable is 0, no alignment; the others are
// the offsets BIAS to BIAS+12, so that A is addressed from BIAS bytes before
// it. TestProductsHaveTheBitsOfTheSlowOnes fails should an assembler emit
// other bytes.
#define BIAS 72
#define SPLAT0 V128Load32Splat; Unreachable; I32LtS; Set V12
#define SPLAT4 V128Load32Splat; Unreachable; I32LeS; Set V12
#define SPLAT8 V128Load32Splat; Unreachable; I64Eqz; Set V12
#define SPLAT12 V128Load32Splat; Unreachable; I64LtU; Set V12

// STEP adds one product to each sum of a row of the tile.
#define STEP(a, splat, x, y, z) \
	Get a; I32WrapI64; splat; \
	Get x; Get V12; Get V9; F32x4Mul; F32x4Add; Set x; \
	Get y; Get V12; Get V10; F32x4Mul; F32x4Add; Set y; \
	Get z; Get V12; Get V11; F32x4Mul; F32x4Add; Set z

#define LOAD3(p, first, second, third, x, y, z) \
	Get p; I32WrapI64; V128Load first; Set x; \
	Get p; I32WrapI64; V128Load second; Set y; \
	Get p; I32WrapI64; V128Load third; Set z

#define ADD3(p, x, y, z) \
	Get p; I32WrapI64; V128Load $0; Get x; F32x4Add; Set x; \
	Get p; I32WrapI64; V128Load $16; Get y; F32x4Add; Set y; \
	Get p; I32WrapI64; V128Load $32; Get z; F32x4Add; Set z

// The assembler drops the offset of V128Store.
#define STORE3(p, x, y, z) \
	Get p; I32WrapI64; Get x; V128Store $0; \
	Get p; I64Const $16; I64Add; I32WrapI64; Get y; V128Store $0; \
	Get p; I64Const $32; I64Add; I32WrapI64; Get z; V128Store $0

#define ZERO3(x, y, z) \
	F32Const $(0.0); F32x4Splat; Set x; \
	F32Const $(0.0); F32x4Splat; Set y; \
	F32Const $(0.0); F32x4Splat; Set z

// BEGIN sets up what all tiles share; TILE begins a tile, with C's or zeros in
// its sums; FINISH adds the levels, puts the sums into C and goes to the tile
// beneath.
#define BEGIN \
	I64Load w+0(FP); Set R9; \
	FIELD(work_a); I64Const $BIAS; I64Sub; Set R8; \
	FIELD(work_c); Set R6; \
	FIELD(work_level); Set R7; \
	FIELD(work_count); Set R10

#define TILE \
	Get R8; Set R0; \
	Get R0; FIELD(work_rowStride); I64Add; Set R1; \
	Get R1; FIELD(work_rowStride); I64Add; Set R2; \
	FIELD(work_strip); Set R4; \
	FIELD(work_k); Set R5; \
	FIELD(work_add); I64Eqz; \
	If; \
	ZERO3(V0, V1, V2); \
	ZERO3(V3, V4, V5); \
	ZERO3(V6, V7, V8); \
	Else; \
	Get R6; Set R11; \
	LOAD3(R11, $0, $16, $32, V0, V1, V2); \
	Get R11; FIELD(work_cStride); I64Add; Set R11; \
	LOAD3(R11, $0, $16, $32, V3, V4, V5); \
	Get R11; FIELD(work_cStride); I64Add; Set R11; \
	LOAD3(R11, $0, $16, $32, V6, V7, V8); \
	End

#define FINISH \
	Get R7; Set R11; \
	FIELD(work_levels); Set R12; \
	Loop; \
	Get R12; I64Eqz; I32Eqz; \
	If; \
	ADD3(R11, V0, V1, V2); \
	Get R11; FIELD(work_levelRow); I64Add; Set R13; \
	ADD3(R13, V3, V4, V5); \
	Get R13; FIELD(work_levelRow); I64Add; Set R13; \
	ADD3(R13, V6, V7, V8); \
	Get R11; FIELD(work_levelStride); I64Add; Set R11; \
	ADVANCEBY(R12, $-1); \
	Br $1; \
	End; \
	End; \
	Get R7; FIELD(work_levelRow); I64Const $3; I64Mul; I64Add; Set R7; \
	STORE3(R6, V0, V1, V2); \
	Get R6; FIELD(work_cStride); I64Add; Set R6; \
	STORE3(R6, V3, V4, V5); \
	Get R6; FIELD(work_cStride); I64Add; Set R6; \
	STORE3(R6, V6, V7, V8); \
	Get R6; FIELD(work_cStride); I64Add; Set R6; \
	Get R8; FIELD(work_rowStride); I64Const $3; I64Mul; I64Add; Set R8; \
	ADVANCEBY(R10, $-1)

// func alongRows(w *work)
TEXT ·alongRows(SB), NOSPLIT, $0-8
	BEGIN
	Loop
		TILE
		Loop
			Get R5; I64Const $4; I64GeS
			If
				LOAD3(R4, $0, $16, $32, V9, V10, V11)
				STEP(R0, SPLAT0, V0, V1, V2)
				STEP(R1, SPLAT0, V3, V4, V5)
				STEP(R2, SPLAT0, V6, V7, V8)
				LOAD3(R4, $48, $64, $80, V9, V10, V11)
				STEP(R0, SPLAT4, V0, V1, V2)
				STEP(R1, SPLAT4, V3, V4, V5)
				STEP(R2, SPLAT4, V6, V7, V8)
				LOAD3(R4, $96, $112, $128, V9, V10, V11)
				STEP(R0, SPLAT8, V0, V1, V2)
				STEP(R1, SPLAT8, V3, V4, V5)
				STEP(R2, SPLAT8, V6, V7, V8)
				LOAD3(R4, $144, $160, $176, V9, V10, V11)
				STEP(R0, SPLAT12, V0, V1, V2)
				STEP(R1, SPLAT12, V3, V4, V5)
				STEP(R2, SPLAT12, V6, V7, V8)
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
				STEP(R0, SPLAT0, V0, V1, V2)
				STEP(R1, SPLAT0, V3, V4, V5)
				STEP(R2, SPLAT0, V6, V7, V8)
				ADVANCEBY(R0, $4)
				ADVANCEBY(R1, $4)
				ADVANCEBY(R2, $4)
				ADVANCEBY(R4, $48)
				ADVANCEBY(R5, $-1)
				Br $1
			End
		End
		FINISH
		Get R10; I64Eqz; I32Eqz
		BrIf $0
	End
	RET

// func alongColumns(w *work)
TEXT ·alongColumns(SB), NOSPLIT, $0-8
	BEGIN
	FIELD(work_columnStride); Set R3
	Loop
		TILE
		Loop
			Get R5; I64Const $4; I64GeS
			If
				LOAD3(R4, $0, $16, $32, V9, V10, V11)
				STEP(R0, SPLAT0, V0, V1, V2)
				STEP(R0, SPLAT4, V3, V4, V5)
				STEP(R0, SPLAT8, V6, V7, V8)
				ADVANCE(R0, R3)
				LOAD3(R4, $48, $64, $80, V9, V10, V11)
				STEP(R0, SPLAT0, V0, V1, V2)
				STEP(R0, SPLAT4, V3, V4, V5)
				STEP(R0, SPLAT8, V6, V7, V8)
				ADVANCE(R0, R3)
				LOAD3(R4, $96, $112, $128, V9, V10, V11)
				STEP(R0, SPLAT0, V0, V1, V2)
				STEP(R0, SPLAT4, V3, V4, V5)
				STEP(R0, SPLAT8, V6, V7, V8)
				ADVANCE(R0, R3)
				LOAD3(R4, $144, $160, $176, V9, V10, V11)
				STEP(R0, SPLAT0, V0, V1, V2)
				STEP(R0, SPLAT4, V3, V4, V5)
				STEP(R0, SPLAT8, V6, V7, V8)
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
				STEP(R0, SPLAT0, V0, V1, V2)
				STEP(R0, SPLAT4, V3, V4, V5)
				STEP(R0, SPLAT8, V6, V7, V8)
				ADVANCE(R0, R3)
				ADVANCEBY(R4, $48)
				ADVANCEBY(R5, $-1)
				Br $1
			End
		End
		FINISH
		Get R10; I64Eqz; I32Eqz
		BrIf $0
	End
	RET

// func anyhow(w *work)
TEXT ·anyhow(SB), NOSPLIT, $0-8
	BEGIN
	FIELD(work_columnStride); Set R3
	Loop
		TILE
		Loop
			Get R5; I64Eqz; I32Eqz
			If
				LOAD3(R4, $0, $16, $32, V9, V10, V11)
				STEP(R0, SPLAT0, V0, V1, V2)
				STEP(R1, SPLAT0, V3, V4, V5)
				STEP(R2, SPLAT0, V6, V7, V8)
				ADVANCE(R0, R3)
				ADVANCE(R1, R3)
				ADVANCE(R2, R3)
				ADVANCEBY(R4, $48)
				ADVANCEBY(R5, $-1)
				Br $1
			End
		End
		FINISH
		Get R10; I64Eqz; I32Eqz
		BrIf $0
	End
	RET
