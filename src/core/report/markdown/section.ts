import type { RootContent } from 'mdast';

/** A part of a report whose lists can be cut: it has `rows` at most, and `render` says itself what it leaves out. */
export type Section = { rows: number; render: (rows: number) => RootContent[] };
