/** A line of the patch's text without its newline; `at` is its number, counted from 1. */
export type PatchLine = { text: string; at: number };
