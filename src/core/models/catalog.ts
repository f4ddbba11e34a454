import type { Effort } from '../../domain/model-choice.ts';
import type { ModelRow } from './model-row.ts';

const upToHigh: Effort[] = ['low', 'medium', 'high'];
const upToXhigh: Effort[] = [...upToHigh, 'xhigh'];

/** What all of OpenAI's Codex models have in common, as OpenAI has published it. */
const codex = {
  contextWindow: 400_000,
  inputLimit: 272_000,
  outputLimit: 128_000,
  patchTool: 'custom',
  builtinPatch: false,
  images: true,
  compaction: true,
  background: true,
  encryptedReasoning: true,
} as const;

const micro = (usd: number) => Math.round(usd * 1_000_000);
/** From USD per million tokens, as price lists have them. */
const usd = (input: number, cached: number, output: number) => ({
  price: { input: micro(input), cached: micro(cached), output: micro(output) },
});

/**
 * The models that Drover knows, as of 2026-11. The limits are those that OpenAI has published. The prices are those that pages which compare providers give;
 * they change, and where money counts they are to be set under `model.catalog`, from the provider's own page.
 */
export const catalog: readonly ModelRow[] = [
  { id: 'gpt-5-codex', ...codex, efforts: upToHigh, ...usd(1.25, 0.125, 10) },
  { id: 'gpt-5.1-codex', ...codex, builtinPatch: true, efforts: upToHigh, ...usd(1.25, 0.125, 10) },
  { id: 'gpt-5.1-codex-mini', ...codex, builtinPatch: true, efforts: ['medium', 'high'], ...usd(0.25, 0.025, 2) },
  { id: 'gpt-5.1-codex-max', ...codex, builtinPatch: true, efforts: upToXhigh, ...usd(1.25, 0.125, 10) },
  { id: 'gpt-5.2-codex', ...codex, builtinPatch: true, efforts: upToXhigh, ...usd(1.75, 0.175, 14) },
  { id: 'gpt-5.3-codex', ...codex, builtinPatch: true, efforts: upToXhigh, ...usd(1.75, 0.175, 14) },
];

/** Limits that every current coding model keeps, and what every provider takes. */
export const unknownModel: Omit<ModelRow, 'id'> = {
  contextWindow: 128_000,
  inputLimit: 111_616,
  outputLimit: 16_384,
  efforts: upToHigh,
  ...usd(1.75, 0.175, 14),
  patchTool: 'function',
  builtinPatch: false,
  images: false,
  compaction: false,
  background: false,
  encryptedReasoning: true,
};
