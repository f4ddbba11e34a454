import type { Effort } from '../../domain/model-choice.ts';
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
  /** Whether the provider has an `apply_patch` tool of its own for it. Drover doesn't use it: one file a call, and no moves. */
  builtinPatch: boolean;
  images: boolean;
  /** Whether the provider shortens conversations with it (POST /responses/compact). */
  compaction: boolean;
  /** Whether a reply can be made in the background and be fetched by its id, also after a crash. */
  background: boolean;
  /** Whether its reasoning comes encrypted, to be sent back with later requests. */
  encryptedReasoning: boolean;
};
