//go:build goexperiment.simd

#include "go_asm.h"
#include "textflag.h"

// The sums of a row stay in V0 to V7; V12 holds an element of A in all lanes.
// R13 is the row's list, R4 runs along it and R5 counts down what is left of it.
// R8 is the row of A, R3 the stride from column to column, R12 the strip and R1
// its row at hand. R6 is the row in C, R7 in the levels, R9 the work and R10
// how many rows are left. A work is at the beginning of a sparseWork.

#define FIELD(name) Get R9; I32WrapI64; I64Load $name
#define ADVANCEBY(r, n) Get r; I64Const n; I64Add; Set r

// As in tile_wasm.s, where it is explained.
#define BIAS 72
#define SPLAT0 V128Load32Splat; Unreachable; I32LtS; Set V12

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

// The assembler drops the offset of V128Store.
#define STORE(offset, x) Get R6; I64Const offset; I64Add; I32WrapI64; Get x; V128Store $0
#define STORE4 STORE($0, V0); STORE($16, V1); STORE($32, V2); STORE($48, V3)
#define STORE8 STORE4; STORE($64, V4); STORE($80, V5); STORE($96, V6); STORE($112, V7)

#define PRODUCT(offset, x) Get x; Get V12; Get R1; I32WrapI64; V128Load offset; F32x4Mul; F32x4Add; Set x
#define PRODUCTS4 PRODUCT($0, V0); PRODUCT($16, V1); PRODUCT($32, V2); PRODUCT($48, V3)
#define PRODUCTS8 PRODUCTS4; PRODUCT($64, V4); PRODUCT($80, V5); PRODUCT($96, V6); PRODUCT($112, V7)

// STEP does the step of k that the list has at an offset; a row of the strip
// has so many bytes.
#define STEP(offset, bytes, PRODUCTS) \
	Get R4; I32WrapI64; I64Load16U offset; Set R0; \
	Get R0; Get R3; I64Mul; Get R8; I64Add; I32WrapI64; SPLAT0; \
	Get R0; I64Const bytes; I64Mul; Get R12; I64Add; Set R1; \
	PRODUCTS

// TILES does all rows.
#define TILES(bytes, ZEROS, LOADS, ADDS, STORES, PRODUCTS) \
	I64Load w+0(FP); Set R9; \
	FIELD(work_a); I64Const $BIAS; I64Sub; Set R8; \
	FIELD(work_c); Set R6; \
	FIELD(work_level); Set R7; \
	FIELD(work_count); Set R10; \
	FIELD(sparseWork_list); Set R13; \
	FIELD(work_columnStride); Set R3; \
	FIELD(work_strip); Set R12; \
	Loop; \
	Get R13; I32WrapI64; I64Load16U $0; Set R5; \
	Get R13; I64Const $2; I64Add; Set R4; \
	FIELD(work_add); I64Eqz; \
	If; \
	ZEROS; \
	Else; \
	LOADS; \
	End; \
	Loop; \
	Get R5; I64Const $4; I64GeS; \
	If; \
	STEP($0, bytes, PRODUCTS); \
	STEP($2, bytes, PRODUCTS); \
	STEP($4, bytes, PRODUCTS); \
	STEP($6, bytes, PRODUCTS); \
	ADVANCEBY(R4, $8); \
	ADVANCEBY(R5, $-4); \
	Br $1; \
	End; \
	End; \
	Loop; \
	Get R5; I64Eqz; I32Eqz; \
	If; \
	STEP($0, bytes, PRODUCTS); \
	ADVANCEBY(R4, $2); \
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
	Get R8; FIELD(work_rowStride); I64Add; Set R8; \
	Get R13; FIELD(sparseWork_listStride); I64Add; Set R13; \
	ADVANCEBY(R10, $-1); \
	Get R10; I64Eqz; I32Eqz; \
	BrIf $0; \
	End; \
	RET

// func sparse4(w *sparseWork)
TEXT ·sparse4(SB), NOSPLIT, $0-8
	TILES($64, ZERO4, LOAD4, ADD4, STORE4, PRODUCTS4)

// func sparse8(w *sparseWork)
TEXT ·sparse8(SB), NOSPLIT, $0-8
	TILES($128, ZERO8, LOAD8, ADD8, STORE8, PRODUCTS8)
