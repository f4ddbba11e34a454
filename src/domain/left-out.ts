/** Files that belong to no module that is found by itself: why, how many, and the first of them. */
export type LeftOut = { reason: 'vendored' | 'generated' | 'binary' | 'large'; files: number; paths: string[] };
