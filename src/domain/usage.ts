/** Tokens as the provider counted them; `cachedTokens` are part of `inputTokens`, reasoning is part of `outputTokens`. Money is an integer of micro-USD. */
export type Usage = {
  modelCalls: number;
  inputTokens: number;
  cachedTokens: number;
  outputTokens: number;
  microUsd: number;
};
