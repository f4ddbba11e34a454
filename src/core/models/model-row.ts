import type { Price } from '../money/price.ts';

/** What Drover has to know of a model; limits in tokens, the price in micro-USD per million tokens. */
export type ModelRow = {
  id: string;
  contextWindow: number;
  /** The most input tokens of one request. */
  inputLimit: number;
  /** The most output tokens of one reply, reasoning included. */
  outputLimit: number;
  efforts: Effort[];
  price: Price;
  /** Whether `apply_patch` may be offered as a custom tool with a grammar; every provider takes function tools. */
  patchTool: 'custom' | 'function';
};

type Effort = 'low' | 'medium' | 'high' | 'xhigh';
