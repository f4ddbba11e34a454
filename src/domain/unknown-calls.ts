/** Calls of one turn that were under way when a worker died: the provider may have charged them, and so does the budget. */
export type UnknownCalls = { attempt: number; turn: number; calls: number };
