package io.blackstart.analysis;

/** A row of counts, of which long stretches may be zero: memory is taken where something was counted. */
final class Counts {

    private static final int BITS = 10;
    private static final int BLOCK = 1 << BITS;

    private final int[][] blocks;

    /** All zero, so many of them. */
    Counts(int length) {
        blocks = new int[(length >> BITS) + 1][];
    }

    int get(int index) {
        int[] block = blocks[index >> BITS];
        return block == null ? 0 : block[index & (BLOCK - 1)];
    }

    void add(int index, int more) {
        int[] block = blocks[index >> BITS];
        if (block == null) {
            block = new int[BLOCK];
            blocks[index >> BITS] = block;
        }
        block[index & (BLOCK - 1)] += more;
    }
}
