//go:build goexperiment.simd

#include "go_asm.h"
#include "textflag.h"

// The sums of a tile stay in V0 to V8, up to three vectors a row; V9 to V11
// hold a row of the strip and V12 an element of A in all lanes. R0 to R2 run
// along the rows of A, or R0 along all three, R4 along the strip, R5 counts down
// what is left of k. R6 is the tile's first row in C and R7 in the levels, R8
// the first element of A, R9 the work and R10 how many tiles are left.

#define FIELD(name) Get R9; I32WrapI64; I64Load $name
#define ADVANCE(r, by) Get r; Get by; I64Add; Set r
#define ADVANCEBY(r, n) Get r; I64Const n; I64Add; Set r

// SPLATn puts the element of A at offset n from the address on the stack into
// all lanes. The assembler of Go 1.27 emits V128Load32Splat without what must
// follow it, an alignment and an offset of one byte each. The instructions
// behind it are these bytes: Unreachable is 0, no alignment; the others are
// the offsets BIAS to BIAS+12, so that A is addressed from BIAS bytes before
// it. Every test of a product fails should an assembler emit other bytes.
#define BIAS 72
#define SPLAT0 V128Load32Splat; Unreachable; I32LtS; Set V12
#define SPLAT4 V128Load32Splat; Unreachable; I32LeS; Set V12
#define SPLAT8 V128Load32Splat; Unreachable; I64Eqz; Set V12
#define SPLAT12 V128Load32Splat; Unreachable; I64LtU; Set V12

// What is done with a row of a tile, of one, two or three vectors: a number
// behind a name says which. STEP adds one product to each sum.
#define PRODUCT(x, b) Get x; Get V12; Get b; F32x4Mul; F32x4Add; Set x
#define STEP1(a, splat, x, y, z) Get a; I32WrapI64; splat; PRODUCT(x, V9)
#define STEP2(a, splat, x, y, z) STEP1(a, splat, x, y, z); PRODUCT(y, V10)
#define STEP3(a, splat, x, y, z) STEP2(a, splat, x, y, z); PRODUCT(z, V11)

#define LOAD(p, offset, x) Get p; I32WrapI64; V128Load offset; Set x
#define LOAD1(p, first, second, third, x, y, z) LOAD(p, first, x)
#define LOAD2(p, first, second, third, x, y, z) LOAD(p, first, x); LOAD(p, second, y)
#define LOAD3(p, first, second, third, x, y, z) LOAD2(p, first, second, third, x, y, z); LOAD(p, third, z)

#define ADD(p, offset, x) Get p; I32WrapI64; V128Load offset; Get x; F32x4Add; Set x
#define ADD1(p, x, y, z) ADD(p, $0, x)
#define ADD2(p, x, y, z) ADD(p, $0, x); ADD(p, $16, y)
#define ADD3(p, x, y, z) ADD2(p, x, y, z); ADD(p, $32, z)

// The assembler takes the offset of V128Store from a second operand.
#define STORE(p, offset, x) Get p; I32WrapI64; Get x; V128Store $0, offset
#define STORE1(p, x, y, z) STORE(p, $0, x)
#define STORE2(p, x, y, z) STORE(p, $0, x); STORE(p, $16, y)
#define STORE3(p, x, y, z) STORE2(p, x, y, z); STORE(p, $32, z)

#define ZERO(x) F32Const $(0.0); F32x4Splat; Set x
#define ZERO1(x, y, z) ZERO(x)
#define ZERO2(x, y, z) ZERO(x); ZERO(y)
#define ZERO3(x, y, z) ZERO(x); ZERO(y); ZERO(z)

// BEGIN sets up what all tiles share; TILE begins a tile, with C's or zeros in
// its sums; FINISH adds the levels, puts the sums into C and goes to the tile
// beneath, if there is one.
#define BEGIN \
	I64Load w+0(FP); Set R9; \
	FIELD(work_a); I64Const $BIAS; I64Sub; Set R8; \
	FIELD(work_c); Set R6; \
	FIELD(work_level); Set R7; \
	FIELD(work_count); Set R10; \
	FIELD(work_columnStride); Set R3

#define TILE(ZEROS, LOADS) \
	Get R8; Set R0; \
	Get R0; FIELD(work_rowStride); I64Add; Set R1; \
	Get R1; FIELD(work_rowStride); I64Add; Set R2; \
	FIELD(work_strip); Set R4; \
	FIELD(work_k); Set R5; \
	FIELD(work_add); I64Eqz; \
	If; \
	ZEROS(V0, V1, V2); \
	ZEROS(V3, V4, V5); \
	ZEROS(V6, V7, V8); \
	Else; \
	Get R6; Set R11; \
	LOADS(R11, $0, $16, $32, V0, V1, V2); \
	Get R11; FIELD(work_cStride); I64Add; Set R11; \
	LOADS(R11, $0, $16, $32, V3, V4, V5); \
	Get R11; FIELD(work_cStride); I64Add; Set R11; \
	LOADS(R11, $0, $16, $32, V6, V7, V8); \
	End

#define FINISH(ADDS, STORES) \
	Get R7; Set R11; \
	FIELD(work_levels); Set R12; \
	Loop; \
	Get R12; I64Eqz; I32Eqz; \
	If; \
	ADDS(R11, V0, V1, V2); \
	Get R11; FIELD(work_levelRow); I64Add; Set R13; \
	ADDS(R13, V3, V4, V5); \
	Get R13; FIELD(work_levelRow); I64Add; Set R13; \
	ADDS(R13, V6, V7, V8); \
	Get R11; FIELD(work_levelStride); I64Add; Set R11; \
	ADVANCEBY(R12, $-1); \
	Br $1; \
	End; \
	End; \
	Get R7; FIELD(work_levelRow); I64Const $3; I64Mul; I64Add; Set R7; \
	STORES(R6, V0, V1, V2); \
	Get R6; FIELD(work_cStride); I64Add; Set R6; \
	STORES(R6, V3, V4, V5); \
	Get R6; FIELD(work_cStride); I64Add; Set R6; \
	STORES(R6, V6, V7, V8); \
	Get R6; FIELD(work_cStride); I64Add; Set R6; \
	Get R8; FIELD(work_rowStride); I64Const $3; I64Mul; I64Add; Set R8; \
	ADVANCEBY(R10, $-1); \
	Get R10; I64Eqz; I32Eqz; \
	BrIf $0

// TILES does all tiles with a way of taking ONE step of k, and of taking FOUR.
#define TILES(ZEROS, LOADS, ADDS, STORES, FOUR, ONE) \
	BEGIN; \
	Loop; \
	TILE(ZEROS, LOADS); \
	Loop; \
	Get R5; I64Const $4; I64GeS; \
	If; \
	FOUR; \
	ADVANCEBY(R5, $-4); \
	Br $1; \
	End; \
	End; \
	Loop; \
	Get R5; I64Eqz; I32Eqz; \
	If; \
	ONE; \
	ADVANCEBY(R5, $-1); \
	Br $1; \
	End; \
	End; \
	FINISH(ADDS, STORES); \
	End; \
	RET

// ROW does one step of k with each row of A in one piece, COLUMN with the three
// elements of a column in one piece, ANY with neither.
#define ROW(STEP, splat) \
	STEP(R0, splat, V0, V1, V2); \
	STEP(R1, splat, V3, V4, V5); \
	STEP(R2, splat, V6, V7, V8)
#define COLUMN(STEP) \
	STEP(R0, SPLAT0, V0, V1, V2); \
	STEP(R0, SPLAT4, V3, V4, V5); \
	STEP(R0, SPLAT8, V6, V7, V8); \
	ADVANCE(R0, R3)
#define ANY(STEP) \
	ROW(STEP, SPLAT0); \
	ADVANCE(R0, R3); \
	ADVANCE(R1, R3); \
	ADVANCE(R2, R3)

#define ROWFOUR3 \
	LOAD3(R4, $0, $16, $32, V9, V10, V11); ROW(STEP3, SPLAT0); \
	LOAD3(R4, $48, $64, $80, V9, V10, V11); ROW(STEP3, SPLAT4); \
	LOAD3(R4, $96, $112, $128, V9, V10, V11); ROW(STEP3, SPLAT8); \
	LOAD3(R4, $144, $160, $176, V9, V10, V11); ROW(STEP3, SPLAT12); \
	ADVANCEBY(R0, $16); ADVANCEBY(R1, $16); ADVANCEBY(R2, $16); ADVANCEBY(R4, $192)
#define ROWONE3 \
	LOAD3(R4, $0, $16, $32, V9, V10, V11); ROW(STEP3, SPLAT0); \
	ADVANCEBY(R0, $4); ADVANCEBY(R1, $4); ADVANCEBY(R2, $4); ADVANCEBY(R4, $48)
#define COLUMNFOUR3 \
	LOAD3(R4, $0, $16, $32, V9, V10, V11); COLUMN(STEP3); \
	LOAD3(R4, $48, $64, $80, V9, V10, V11); COLUMN(STEP3); \
	LOAD3(R4, $96, $112, $128, V9, V10, V11); COLUMN(STEP3); \
	LOAD3(R4, $144, $160, $176, V9, V10, V11); COLUMN(STEP3); \
	ADVANCEBY(R4, $192)
#define COLUMNONE3 LOAD3(R4, $0, $16, $32, V9, V10, V11); COLUMN(STEP3); ADVANCEBY(R4, $48)
#define ANYONE3 LOAD3(R4, $0, $16, $32, V9, V10, V11); ANY(STEP3); ADVANCEBY(R4, $48)
#define ANYFOUR3 ANYONE3; ANYONE3; ANYONE3; ANYONE3

#define ROWFOUR2 \
	LOAD2(R4, $0, $16, $0, V9, V10, V11); ROW(STEP2, SPLAT0); \
	LOAD2(R4, $32, $48, $0, V9, V10, V11); ROW(STEP2, SPLAT4); \
	LOAD2(R4, $64, $80, $0, V9, V10, V11); ROW(STEP2, SPLAT8); \
	LOAD2(R4, $96, $112, $0, V9, V10, V11); ROW(STEP2, SPLAT12); \
	ADVANCEBY(R0, $16); ADVANCEBY(R1, $16); ADVANCEBY(R2, $16); ADVANCEBY(R4, $128)
#define ROWONE2 \
	LOAD2(R4, $0, $16, $0, V9, V10, V11); ROW(STEP2, SPLAT0); \
	ADVANCEBY(R0, $4); ADVANCEBY(R1, $4); ADVANCEBY(R2, $4); ADVANCEBY(R4, $32)
#define COLUMNFOUR2 \
	LOAD2(R4, $0, $16, $0, V9, V10, V11); COLUMN(STEP2); \
	LOAD2(R4, $32, $48, $0, V9, V10, V11); COLUMN(STEP2); \
	LOAD2(R4, $64, $80, $0, V9, V10, V11); COLUMN(STEP2); \
	LOAD2(R4, $96, $112, $0, V9, V10, V11); COLUMN(STEP2); \
	ADVANCEBY(R4, $128)
#define COLUMNONE2 LOAD2(R4, $0, $16, $0, V9, V10, V11); COLUMN(STEP2); ADVANCEBY(R4, $32)
#define ANYONE2 LOAD2(R4, $0, $16, $0, V9, V10, V11); ANY(STEP2); ADVANCEBY(R4, $32)
#define ANYFOUR2 ANYONE2; ANYONE2; ANYONE2; ANYONE2

#define ROWFOUR1 \
	LOAD1(R4, $0, $0, $0, V9, V10, V11); ROW(STEP1, SPLAT0); \
	LOAD1(R4, $16, $0, $0, V9, V10, V11); ROW(STEP1, SPLAT4); \
	LOAD1(R4, $32, $0, $0, V9, V10, V11); ROW(STEP1, SPLAT8); \
	LOAD1(R4, $48, $0, $0, V9, V10, V11); ROW(STEP1, SPLAT12); \
	ADVANCEBY(R0, $16); ADVANCEBY(R1, $16); ADVANCEBY(R2, $16); ADVANCEBY(R4, $64)
#define ROWONE1 \
	LOAD1(R4, $0, $0, $0, V9, V10, V11); ROW(STEP1, SPLAT0); \
	ADVANCEBY(R0, $4); ADVANCEBY(R1, $4); ADVANCEBY(R2, $4); ADVANCEBY(R4, $16)
#define COLUMNFOUR1 \
	LOAD1(R4, $0, $0, $0, V9, V10, V11); COLUMN(STEP1); \
	LOAD1(R4, $16, $0, $0, V9, V10, V11); COLUMN(STEP1); \
	LOAD1(R4, $32, $0, $0, V9, V10, V11); COLUMN(STEP1); \
	LOAD1(R4, $48, $0, $0, V9, V10, V11); COLUMN(STEP1); \
	ADVANCEBY(R4, $64)
#define COLUMNONE1 LOAD1(R4, $0, $0, $0, V9, V10, V11); COLUMN(STEP1); ADVANCEBY(R4, $16)
#define ANYONE1 LOAD1(R4, $0, $0, $0, V9, V10, V11); ANY(STEP1); ADVANCEBY(R4, $16)
#define ANYFOUR1 ANYONE1; ANYONE1; ANYONE1; ANYONE1

// func rows1(w *work)
TEXT ·rows1(SB), NOSPLIT, $0-8
	TILES(ZERO1, LOAD1, ADD1, STORE1, ROWFOUR1, ROWONE1)

// func rows2(w *work)
TEXT ·rows2(SB), NOSPLIT, $0-8
	TILES(ZERO2, LOAD2, ADD2, STORE2, ROWFOUR2, ROWONE2)

// func rows3(w *work)
TEXT ·rows3(SB), NOSPLIT, $0-8
	TILES(ZERO3, LOAD3, ADD3, STORE3, ROWFOUR3, ROWONE3)

// func columns1(w *work)
TEXT ·columns1(SB), NOSPLIT, $0-8
	TILES(ZERO1, LOAD1, ADD1, STORE1, COLUMNFOUR1, COLUMNONE1)

// func columns2(w *work)
TEXT ·columns2(SB), NOSPLIT, $0-8
	TILES(ZERO2, LOAD2, ADD2, STORE2, COLUMNFOUR2, COLUMNONE2)

// func columns3(w *work)
TEXT ·columns3(SB), NOSPLIT, $0-8
	TILES(ZERO3, LOAD3, ADD3, STORE3, COLUMNFOUR3, COLUMNONE3)

// func any1(w *work)
TEXT ·any1(SB), NOSPLIT, $0-8
	TILES(ZERO1, LOAD1, ADD1, STORE1, ANYFOUR1, ANYONE1)

// func any2(w *work)
TEXT ·any2(SB), NOSPLIT, $0-8
	TILES(ZERO2, LOAD2, ADD2, STORE2, ANYFOUR2, ANYONE2)

// func any3(w *work)
TEXT ·any3(SB), NOSPLIT, $0-8
	TILES(ZERO3, LOAD3, ADD3, STORE3, ANYFOUR3, ANYONE3)
