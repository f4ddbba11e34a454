/** A workspace of an npm, yarn or pnpm repository: its folder, and its package's name where it has a usable one. */
export type Workspace = { folder: string; name?: string };
