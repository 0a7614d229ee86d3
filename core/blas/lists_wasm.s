//go:build goexperiment.simd

#include "go_asm.h"
#include "textflag.h"

// Four elements at a time: which of them are not zero is a number of four bits,
// and a table has their columns. All four columns are written, and the list
// grows by as many as count; what follows writes over the rest. So nothing is
// decided by a branch, which zeros in no order would make slow.
//
// R9 is the listing, R10 counts down what is left to list. R8 is the first
// element of A, R3 runs along it, R5 counts down what is left of k and R4 is
// the column four times over, 16 bits each. R13 is the first list, R2 the table
// and V0 is zero. APPEND needs the four
// bits in R0.

#define FIELD(name) Get R9; I32WrapI64; I64Load $name
#define ADVANCEBY(r, n) Get r; I64Const n; I64Add; Set r

#define NOTZERO Get R3; I32WrapI64; V128Load $0; Get V0; F32x4Ne

// APPEND writes to a list at its end.
#define APPEND(end) \
	Get end; I32WrapI64; \
	Get R0; I64Const $3; I64Shl; Get R2; I64Add; I32WrapI64; I64Load $0; Get R4; I64Add; \
	I64Store $0; \
	Get R0; I64Popcnt; I64Const $1; I64Shl; Get end; I64Add; Set end

// OPEN sets end to the first place of list R12, and CLOSE puts into list R13 how
// many there are before end; both go to the next list.
#define OPEN(end) \
	Get R12; I64Const $2; I64Add; Set end; \
	Get R12; FIELD(listing_listStride); I64Add; Set R12
#define CLOSE(end) \
	Get R13; I32WrapI64; \
	Get end; Get R13; I64Sub; I64Const $1; I64ShrU; I64Const $1; I64Sub; \
	I64Store16 $0; \
	Get R13; FIELD(listing_listStride); I64Add; Set R13

#define BEGIN \
	I64Load w+0(FP); Set R9; \
	FIELD(listing_a); Set R8; \
	FIELD(listing_list); Set R13; \
	FIELD(listing_count); Set R10; \
	FIELD(listing_columns); Set R2; \
	F32Const $(0.0); F32x4Splat; Set V0

// func listRows(w *listing)
TEXT ·listRows(SB), NOSPLIT, $0-8
	BEGIN
	Loop
	Get R8; Set R3
	Get R13; Set R12
	OPEN(R1)
	I64Const $0; Set R4
	FIELD(listing_k); Set R5
	Loop
	NOTZERO; I32x4Bitmask; I64ExtendI32U; Set R0
	APPEND(R1)
	ADVANCEBY(R4, $0x0004000400040004)
	ADVANCEBY(R3, $16)
	ADVANCEBY(R5, $-4)
	Get R5; I64Eqz; I32Eqz
	BrIf $0
	End
	CLOSE(R1)
	Get R8; FIELD(listing_stride); I64Add; Set R8
	ADVANCEBY(R10, $-1)
	Get R10; I64Eqz; I32Eqz
	BrIf $0
	End
	RET

// FOURROWS adds to the lists of four neighbours what four rows of memory have
// for them. In R6 are 16 bits, four of each row of memory; of these PICK takes
// one each, bits q, q+4, q+8 and q+12, which the product brings side by side.
#define FOURROWS \
	NOTZERO; NEXTROW; NOTZERO; I16x8NarrowI32x4S; NEXTROW; \
	NOTZERO; NEXTROW; NOTZERO; I16x8NarrowI32x4S; NEXTROW; \
	I8x16NarrowI16x8S; I8x16Bitmask; I64ExtendI32U; Set R6
#define NEXTROW Get R3; Get R7; I64Add; Set R3
#define PICK(q) \
	Get R6; I64Const q; I64ShrU; I64Const $0x1111; I64And; \
	I64Const $0x1248; I64Mul; I64Const $12; I64ShrU; I64Const $15; I64And; Set R0

// func listColumns(w *listing)
TEXT ·listColumns(SB), NOSPLIT, $0-8
	BEGIN
	FIELD(listing_stride); Set R7
	Loop
	Get R8; Set R3
	Get R13; Set R12
	OPEN(R1); OPEN(R11); OPEN(R14); OPEN(R15)
	I64Const $0; Set R4
	FIELD(listing_k); Set R5
	Loop
	FOURROWS
	PICK($0); APPEND(R1)
	PICK($1); APPEND(R11)
	PICK($2); APPEND(R14)
	PICK($3); APPEND(R15)
	ADVANCEBY(R4, $0x0004000400040004)
	ADVANCEBY(R5, $-4)
	Get R5; I64Eqz; I32Eqz
	BrIf $0
	End
	CLOSE(R1); CLOSE(R11); CLOSE(R14); CLOSE(R15)
	ADVANCEBY(R8, $16)
	ADVANCEBY(R10, $-1)
	Get R10; I64Eqz; I32Eqz
	BrIf $0
	End
	RET
