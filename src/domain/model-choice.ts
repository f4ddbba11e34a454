export type Effort = 'low' | 'medium' | 'high' | 'xhigh';

/** A model with the effort that is asked of it, and the most input tokens that one request to it may have. */
export type ModelChoice = { name: string; effort: Effort; inputLimit: number };

/** The model that worked on an attempt from a turn on; the turn is 1 unless the attempt went on with another one. */
export type ModelTry = { attempt: number; turn: number; model: string; effort: Effort };
