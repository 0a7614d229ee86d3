// The tiles of amd64, for any width of vectors: who includes this defines
// WIDTH, the bytes of one, registers, and STEP1 to STEP3, which add one product
// to each sum. The sums of a tile stay in S0 to S8, up to three vectors a row;
// B0 to B2 hold a row of the strip.
//
// AX is the work and BX how many tiles are left. SI runs along A and DI along
// the strip, CX counts down what is left of k. R8 is the tile's first element of
// A, R9 and R10 are A's strides, R11 is the tile's first row in C, R12 C's
// stride, R13 the tile's first row in the levels and DX their stride from row to
// row.

// What is done with a row of a tile, of one, two or three vectors: a number
// behind a name says which.
#define ZERO1(x, y, z) VXORPS x, x, x
#define ZERO2(x, y, z) ZERO1(x, y, z); VXORPS y, y, y
#define ZERO3(x, y, z) ZERO2(x, y, z); VXORPS z, z, z

#define LOAD1(p, x, y, z) VMOVUPS (p), x
#define LOAD2(p, x, y, z) LOAD1(p, x, y, z); VMOVUPS WIDTH(p), y
#define LOAD3(p, x, y, z) LOAD2(p, x, y, z); VMOVUPS (2*WIDTH)(p), z

#define STORE1(p, x, y, z) VMOVUPS x, (p)
#define STORE2(p, x, y, z) STORE1(p, x, y, z); VMOVUPS y, WIDTH(p)
#define STORE3(p, x, y, z) STORE2(p, x, y, z); VMOVUPS z, (2*WIDTH)(p)

// ADD adds the sums to what is in memory.
#define ADD1(p, x, y, z) LOAD1(p, B0, B1, B2); VADDPS x, B0, x
#define ADD2(p, x, y, z) LOAD2(p, B0, B1, B2); VADDPS x, B0, x; VADDPS y, B1, y
#define ADD3(p, x, y, z) LOAD3(p, B0, B1, B2); VADDPS x, B0, x; VADDPS y, B1, y; VADDPS z, B2, z

// TILES does all tiles, of so many vectors a row.
#define TILES(VECTORS, ZERO, LOAD, STORE, ADD, STEP) \
	MOVQ w+0(FP), AX; \
	MOVQ work_count(AX), BX; \
	MOVQ work_a(AX), R8; \
	MOVQ work_rowStride(AX), R9; \
	MOVQ work_columnStride(AX), R10; \
	MOVQ work_c(AX), R11; \
	MOVQ work_cStride(AX), R12; \
	MOVQ work_level(AX), R13; \
	MOVQ work_levelRow(AX), DX; \
tile: \
	MOVQ R8, SI; \
	MOVQ work_strip(AX), DI; \
	MOVQ work_k(AX), CX; \
	CMPQ work_add(AX), $0; \
	JNE goon; \
	ZERO(S0, S1, S2); \
	ZERO(S3, S4, S5); \
	ZERO(S6, S7, S8); \
	JMP begun; \
goon: \
	LOAD(R11, S0, S1, S2); \
	ADDQ R12, R11; \
	LOAD(R11, S3, S4, S5); \
	ADDQ R12, R11; \
	LOAD(R11, S6, S7, S8); \
	SUBQ R12, R11; \
	SUBQ R12, R11; \
begun: \
	TESTQ CX, CX; \
	JEQ summed; \
	PCALIGN $32; \
step: \
	LOAD(DI, B0, B1, B2); \
	STEP; \
	ADDQ R10, SI; \
	ADDQ $(VECTORS*WIDTH), DI; \
	DECQ CX; \
	JNE step; \
summed: \
	MOVQ R13, DI; \
	MOVQ work_levels(AX), CX; \
	TESTQ CX, CX; \
	JEQ finished; \
level: \
	MOVQ DI, SI; \
	ADD(SI, S0, S1, S2); \
	ADDQ DX, SI; \
	ADD(SI, S3, S4, S5); \
	ADDQ DX, SI; \
	ADD(SI, S6, S7, S8); \
	ADDQ work_levelStride(AX), DI; \
	DECQ CX; \
	JNE level; \
finished: \
	STORE(R11, S0, S1, S2); \
	ADDQ R12, R11; \
	STORE(R11, S3, S4, S5); \
	ADDQ R12, R11; \
	STORE(R11, S6, S7, S8); \
	ADDQ R12, R11; \
	LEAQ (R8)(R9*2), R8; \
	ADDQ R9, R8; \
	LEAQ (R13)(DX*2), R13; \
	ADDQ DX, R13; \
	DECQ BX; \
	JNE tile; \
	VZEROUPPER; \
	RET

#define ONE TILES(1, ZERO1, LOAD1, STORE1, ADD1, STEP1)
#define TWO TILES(2, ZERO2, LOAD2, STORE2, ADD2, STEP2)
#define THREE TILES(3, ZERO3, LOAD3, STORE3, ADD3, STEP3)
