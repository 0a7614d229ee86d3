//go:build goexperiment.simd

#include "go_asm.h"
#include "textflag.h"

// R9 is the listing and R10 counts down the rows to list. R8 is a row's first
// element, R3 runs along the row and R5 counts down what is left of k. R13 is the
// row's list, R1 where the next value belongs, and R4 the address of the strip's
// row. The lists of three rows more end at R11, R14 and R15.

#define FIELD(name) Get R9; I32WrapI64; I64Load $name
#define ADVANCE(r, by) Get r; Get by; I64Add; Set r
#define ADVANCEBY(r, n) Get r; I64Const n; I64Add; Set r
#define MORE(r) Get r; I64Eqz; I32Eqz

// APPEND puts the element at an offset of R3 at the end of a list and moves the
// end on, unless all of its bits are zero: then what follows writes over it. So
// nothing is decided by a branch, which zeros in no order would make slow. To the
// bits 2³²-1 is added, so that bit 32 says whether there are any.
#define APPEND(offset, end) \
	Get R3; I32WrapI64; I64Load32U offset; Set R0; \
	Get end; I32WrapI64; Get R0; I64Store32 $0; \
	Get end; I32WrapI64; Get R4; I64Store32 $list_rows; \
	Get R0; I64Const $0xffffffff; I64Add; I64Const $30; I64ShrU; I64Const $4; I64And; Get end; I64Add; Set end

// APPEND4 does so with the four elements of a vector. V0 is zero, V1 has R4 in
// all lanes, V2 what that grows by, and R2 are the compressions.
#define APPEND4(v, end) \
	Get v; Get V0; F32x4Ne; I32x4Bitmask; I64ExtendI32U; Set R0; \
	Get R0; I64Const $5; I64Shl; Get R2; I64Add; Set R6; \
	Get end; I32WrapI64; Get v; Get R6; I32WrapI64; V128Load $compression_bytes; I8x16Swizzle; V128Store $0; \
	Get end; I32WrapI64; Get R6; I32WrapI64; V128Load $compression_rows; Get V1; I32x4Add; V128Store $0, $list_rows; \
	Get R0; I64Popcnt; I64Const $2; I64Shl; Get end; I64Add; Set end
#define BEGIN4 \
	FIELD(listing_compress); Set R2; \
	F32Const $(0.0); F32x4Splat; Set V0; \
	I32Const $(4*const_stripRow); I32x4Splat; Set V2
#define NEXT4 \
	Get V1; Get V2; I32x4Add; Set V1; \
	ADVANCEBY(R4, $(4*const_stripRow)); \
	ADVANCEBY(R5, $-4)

// LOAD4 takes four elements, and goes on by a stride.
#define LOAD4(v) Get R3; I32WrapI64; V128Load $0; Set v; ADVANCE(R3, R7)

// TRANSPOSE makes of the rows V3 to V6, of four elements, their columns in V3,
// V5, V4 and V6: first pairs of elements, then pairs of pairs. V7 to V9 are the
// masks.
#define PAIRS(extend, x, y, to) Get x; extend; Get y; extend; I32Const $32; I64x2Shl; V128Or; Set to
#define HALVES(x, y, lower, upper) \
	Get x; Get V7; V128And; Get y; Get V8; I8x16Swizzle; V128Or; \
	Get x; Get V9; I8x16Swizzle; Get y; Get V7; V128Andnot; V128Or; Set upper; \
	Set lower
#define TRANSPOSE \
	PAIRS(I64x2ExtendLowI32x4U, V3, V4, V10); \
	PAIRS(I64x2ExtendHighI32x4U, V3, V4, V11); \
	PAIRS(I64x2ExtendLowI32x4U, V5, V6, V12); \
	PAIRS(I64x2ExtendHighI32x4U, V5, V6, V13); \
	HALVES(V10, V12, V3, V5); \
	HALVES(V11, V13, V4, V6)
#define MASKS \
	FIELD(listing_masks); Set R0; \
	Get R0; I32WrapI64; V128Load $0; Set V7; \
	Get R0; I32WrapI64; V128Load $16; Set V8; \
	Get R0; I32WrapI64; V128Load $32; Set V9

#define BEGIN \
	I64Load w+0(FP); Set R9; \
	FIELD(listing_a); Set R8; \
	FIELD(listing_list); Set R13; \
	FIELD(listing_count); Set R10

#define OPEN \
	Get R8; Set R3; \
	Get R13; Set R1; \
	FIELD(listing_strip); Set R4; \
	Get R4; I32WrapI64; I32x4Splat; Set V1; \
	FIELD(listing_k); Set R5

// CLOSE fills a list up with zeros and notes its length; then R13 is the next.
#define NONE(end, value, row) \
	Get end; I32WrapI64; I64Const $0; I64Store32 value; \
	Get end; I32WrapI64; FIELD(listing_strip); I64Store32 row
#define CLOSE(end) \
	NONE(end, $0, $list_rows); NONE(end, $4, $(list_rows+4)); NONE(end, $8, $(list_rows+8)); \
	Get R13; I32WrapI64; \
	Get end; Get R13; I64Sub; I64Const $12; I64Add; I64Const $4; I64ShrU; \
	I64Store $list_fours; \
	ADVANCEBY(R13, $list__size)
#define NEXT(rows) \
	Get R8; FIELD(listing_rowStride); I64Const rows; I64Mul; I64Add; Set R8; \
	ADVANCEBY(R10, $-1)

// REST appends what is left of a row, one by one with a stride, and goes to the
// next row.
#define REST(stride) \
	Loop; \
	MORE(R5); \
	If; \
	APPEND($0, R1); \
	ADVANCEBY(R4, $const_stripRow); \
	Get R3; stride; I64Add; Set R3; \
	ADVANCEBY(R5, $-1); \
	Br $1; \
	End; \
	End; \
	CLOSE(R1); \
	NEXT($1)

// func listRows(w *listing)
TEXT ·listRows(SB), NOSPLIT, $0-8
	BEGIN
	I64Const $16; Set R7
	BEGIN4
	Loop
	OPEN
	Loop
	Get R5; I64Const $4; I64GeS
	If
	LOAD4(V3)
	APPEND4(V3, R1)
	NEXT4
	Br $1
	End
	End
	REST(I64Const $4)
	MORE(R10)
	BrIf $0
	End
	RET

// func listFours(w *listing)
TEXT ·listFours(SB), NOSPLIT, $0-8
	BEGIN
	FIELD(listing_columnStride); Set R7
	BEGIN4
	MASKS
	Loop
	OPEN
	Get R1; I64Const $list__size; I64Add; Set R11
	Get R11; I64Const $list__size; I64Add; Set R14
	Get R14; I64Const $list__size; I64Add; Set R15
	Loop
	Get R5; I64Const $4; I64GeS
	If
	LOAD4(V3); LOAD4(V4); LOAD4(V5); LOAD4(V6)
	TRANSPOSE
	APPEND4(V3, R1)
	APPEND4(V5, R11)
	APPEND4(V4, R14)
	APPEND4(V6, R15)
	NEXT4
	Br $1
	End
	End
	Loop
	MORE(R5)
	If
	APPEND($0, R1)
	APPEND($4, R11)
	APPEND($8, R14)
	APPEND($12, R15)
	ADVANCEBY(R4, $const_stripRow)
	ADVANCE(R3, R7)
	ADVANCEBY(R5, $-1)
	Br $1
	End
	End
	CLOSE(R1)
	CLOSE(R11)
	CLOSE(R14)
	CLOSE(R15)
	NEXT($4)
	MORE(R10)
	BrIf $0
	End
	RET

// func listColumns(w *listing)
TEXT ·listColumns(SB), NOSPLIT, $0-8
	BEGIN
	FIELD(listing_columnStride); Set R7
	Loop
	OPEN
	REST(Get R7)
	MORE(R10)
	BrIf $0
	End
	RET
