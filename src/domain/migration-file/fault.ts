/** One thing that is wrong in a migration file: where, what stands there (as JSON, cut short), and what would be right. */
export type Fault = { field: string; value?: string; detail: string };
