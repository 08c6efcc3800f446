/** Rows per block. Sums run in key order, so they do not depend on the order of rows in a file, on chunks, or on threads. */
export const BLOCK_ROWS = 4096;

/** Which part of the reference each row belongs to (B-01), in key order. */
export const PART_CODES = { ignored: 0, public: 1, private: 2 } as const;
export type PartCode = (typeof PART_CODES)[keyof typeof PART_CODES];
