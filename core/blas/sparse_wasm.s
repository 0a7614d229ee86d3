//go:build goexperiment.simd

#include "go_asm.h"
#include "textflag.h"

// The sums of a row stay in V0 to V7; V12 holds an element of A in all lanes.
// R13 is the row's list, R4 runs along it and R5 counts down what is left of it.
// R1 is the strip's row at hand and R12 the strip's distance. R6 is the row in C,
// R7 in the levels, R9 the work and R10 how many rows are left. A work is at the
// beginning of a sparseWork.

#define FIELD(name) Get R9; I32WrapI64; I64Load $name
#define ADVANCEBY(r, n) Get r; I64Const n; I64Add; Set r

// As in tile_wasm.s, where it is explained.
#define BIAS 72
#define SPLAT0 V128Load32Splat; Unreachable; I32LtS; Set V12
#define SPLAT4 V128Load32Splat; Unreachable; I32LeS; Set V12
#define SPLAT8 V128Load32Splat; Unreachable; I64Eqz; Set V12
#define SPLAT12 V128Load32Splat; Unreachable; I64LtU; Set V12

// What is done with four or eight vectors: a number behind a name says which.
#define ZERO(x) F32Const $(0.0); F32x4Splat; Set x
#define ZERO4 ZERO(V0); ZERO(V1); ZERO(V2); ZERO(V3)
#define ZERO8 ZERO4; ZERO(V4); ZERO(V5); ZERO(V6); ZERO(V7)

#define LOAD(offset, x) Get R6; I32WrapI64; V128Load offset; Set x
#define LOAD4 LOAD($0, V0); LOAD($16, V1); LOAD($32, V2); LOAD($48, V3)
#define LOAD8 LOAD4; LOAD($64, V4); LOAD($80, V5); LOAD($96, V6); LOAD($112, V7)

#define ADD(offset, x) Get R11; I32WrapI64; V128Load offset; Get x; F32x4Add; Set x
#define ADD4 ADD($0, V0); ADD($16, V1); ADD($32, V2); ADD($48, V3)
#define ADD8 ADD4; ADD($64, V4); ADD($80, V5); ADD($96, V6); ADD($112, V7)

// The assembler takes the offset of V128Store from a second operand.
#define STORE(offset, x) Get R6; I32WrapI64; Get x; V128Store $0, offset
#define STORE4 STORE($0, V0); STORE($16, V1); STORE($32, V2); STORE($48, V3)
#define STORE8 STORE4; STORE($64, V4); STORE($80, V5); STORE($96, V6); STORE($112, V7)

// A product takes a vector at an offset from the first strip's row, or from R1.
#define PRODUCT(offset, x) Get x; Get V12; Get R1; I32WrapI64; V128Load $(offset); F32x4Mul; F32x4Add; Set x
#define PRODUCTS4(at) PRODUCT(at, V0); PRODUCT(at+16, V1); PRODUCT(at+32, V2); PRODUCT(at+48, V3)
#define PRODUCTS8(at) PRODUCTS4(at); PRODUCT(at+64, V4); PRODUCT(at+80, V5); PRODUCT(at+96, V6); PRODUCT(at+112, V7)

// STEP does the step of k of an element of the list: the splat takes its value,
// and move goes from the first strip to another.
#define STEP(splat, row, move, at, PRODUCTS) \
	Get R4; I32WrapI64; splat; \
	Get R4; I32WrapI64; I32Load row; move; I64ExtendI32U; Set R1; \
	PRODUCTS(at)
#define MOVE Get R12; I32WrapI64; I32Add
#define ROWS (list_rows+BIAS)

// TILES does all rows.
#define TILES(move, at, ZEROS, LOADS, ADDS, STORES, PRODUCTS) \
	I64Load w+0(FP); Set R9; \
	FIELD(work_c); Set R6; \
	FIELD(work_level); Set R7; \
	FIELD(work_count); Set R10; \
	FIELD(sparseWork_list); Set R13; \
	FIELD(sparseWork_distance); Set R12; \
	Loop; \
	Get R13; I32WrapI64; I64Load $list_fours; Set R5; \
	Get R13; I64Const $BIAS; I64Sub; Set R4; \
	FIELD(work_add); I64Eqz; \
	If; \
	ZEROS; \
	Else; \
	LOADS; \
	End; \
	Loop; \
	Get R5; I64Eqz; I32Eqz; \
	If; \
	STEP(SPLAT0, $ROWS, move, at, PRODUCTS); \
	STEP(SPLAT4, $(ROWS+4), move, at, PRODUCTS); \
	STEP(SPLAT8, $(ROWS+8), move, at, PRODUCTS); \
	STEP(SPLAT12, $(ROWS+12), move, at, PRODUCTS); \
	ADVANCEBY(R4, $16); \
	ADVANCEBY(R5, $-1); \
	Br $1; \
	End; \
	End; \
	Get R7; Set R11; \
	FIELD(work_levels); Set R5; \
	Loop; \
	Get R5; I64Eqz; I32Eqz; \
	If; \
	ADDS; \
	Get R11; FIELD(work_levelStride); I64Add; Set R11; \
	ADVANCEBY(R5, $-1); \
	Br $1; \
	End; \
	End; \
	STORES; \
	Get R6; FIELD(work_cStride); I64Add; Set R6; \
	Get R7; FIELD(work_levelRow); I64Add; Set R7; \
	ADVANCEBY(R13, $list__size); \
	ADVANCEBY(R10, $-1); \
	Get R10; I64Eqz; I32Eqz; \
	BrIf $0; \
	End; \
	RET

// func sparse4(w *sparseWork)
TEXT ·sparse4(SB), NOSPLIT, $0-8
	TILES(MOVE, 0, ZERO4, LOAD4, ADD4, STORE4, PRODUCTS4)

// func sparse8(w *sparseWork)
TEXT ·sparse8(SB), NOSPLIT, $0-8
	TILES(MOVE, 0, ZERO8, LOAD8, ADD8, STORE8, PRODUCTS8)

#define NEAR(strip) TILES(Nop, strip*const_stripSize, ZERO8, LOAD8, ADD8, STORE8, PRODUCTS8)

// func sparse8at0(w *sparseWork)
TEXT ·sparse8at0(SB), NOSPLIT, $0-8
	NEAR(0)

// func sparse8at1(w *sparseWork)
TEXT ·sparse8at1(SB), NOSPLIT, $0-8
	NEAR(1)

// func sparse8at2(w *sparseWork)
TEXT ·sparse8at2(SB), NOSPLIT, $0-8
	NEAR(2)

// func sparse8at3(w *sparseWork)
TEXT ·sparse8at3(SB), NOSPLIT, $0-8
	NEAR(3)

// PACK copies a vector, and adds to a sum zero times what it has.
#define PACK(offset, sum) \
	Get R6; I32WrapI64; V128Load offset; Set V4; \
	Get R1; I32WrapI64; Get V4; V128Store $0, offset; \
	Get sum; Get V4; Get V5; F32x4Mul; F32x4Add; Set sum

// func packRows(w *packing)
TEXT ·packRows(SB), NOSPLIT, $0-8
	I64Load w+0(FP); Set R9
	FIELD(packing_from); Set R6
	FIELD(packing_to); Set R1
	FIELD(packing_rows); Set R5
	ZERO4
	Get V0; Set V5
	Loop
	PACK($0, V0); PACK($16, V1); PACK($32, V2); PACK($48, V3)
	PACK($64, V0); PACK($80, V1); PACK($96, V2); PACK($112, V3)
	Get R6; FIELD(packing_stride); I64Add; Set R6
	ADVANCEBY(R1, $const_stripRow)
	ADVANCEBY(R5, $-1)
	Get R5; I64Eqz; I32Eqz
	BrIf $0
	End
	Get R9; I32WrapI64
	Get V0; Get V1; F32x4Add; Get V2; Get V3; F32x4Add; F32x4Add
	V128Store $0, $packing_zeros
	RET
