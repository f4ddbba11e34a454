import type { ModelRow } from './model-row.ts';

/** The models that Drover knows. Limits and prices are the ones that OpenAI has published for them. */
export const catalog: readonly ModelRow[] = [
  {
    id: 'gpt-5.2-codex',
    contextWindow: 400_000,
    inputLimit: 272_000,
    outputLimit: 128_000,
    efforts: ['low', 'medium', 'high', 'xhigh'],
    price: { input: 1_750_000, cached: 175_000, output: 14_000_000 },
    patchTool: 'custom',
  },
];

/** Limits that every current coding model keeps, and a tool kind that every provider takes. */
const unknownModel: Omit<ModelRow, 'id'> = {
  contextWindow: 128_000,
  inputLimit: 111_616,
  outputLimit: 16_384,
  efforts: ['low', 'medium', 'high'],
  price: { input: 1_750_000, cached: 175_000, output: 14_000_000 },
  patchTool: 'function',
};

/**
 * The row of a model. Rows of the user's own (`added`) come before the built-in ones. An unknown id gets safe defaults and a
 * `warning` for people, since its money is then counted at another model's price.
 */
export function findModel(id: string, added: readonly ModelRow[] = []): { model: ModelRow; warning?: string } {
  const model = [...added, ...catalog].find((row) => row.id === id);
  if (model !== undefined) return { model };
  const known = [...added, ...catalog].map((row) => row.id).join(', ');
  return { model: { id, ...unknownModel }, warning: unknownModelWarning(id, known) };
}

function unknownModelWarning(id: string, known: string): string {
  const { inputLimit, outputLimit, price } = unknownModel;
  const usd = (microUsd: number) => microUsd / 1_000_000;
  return (
    `The model '${id}' (setting model.name) is not in the catalog (${known}): assuming ${inputLimit} input and ${outputLimit} output tokens, ` +
    `and counting money at ${usd(price.input)} USD per million input, ${usd(price.cached)} cached and ${usd(price.output)} output tokens.`
  );
}
