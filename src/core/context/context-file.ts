/** A file as a context shows it: its text, or undefined when it is not text. */
export type ContextFile = { path: string; text: string | undefined };
