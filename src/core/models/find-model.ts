import type { ModelCatalog } from '../../domain/model-catalog.ts';
import { catalog, unknownModel } from './catalog.ts';
import type { ModelRow } from './model-row.ts';

/**
 * The row of a model: the built-in one, or safe defaults, with the fields that the user's own catalog (`added`) has for it in their place. An id
 * that neither knows gets a `warning` for people, since its money is then counted at another model's price.
 */
export function findModel(id: string, added: ModelCatalog = {}): { model: ModelRow; warning?: string } {
  const builtIn = catalog.find((row) => row.id === id);
  const own = Object.hasOwn(added, id) ? added[id] : undefined;
  const base: ModelRow = builtIn ?? { id, ...unknownModel };
  if (own === undefined) return builtIn ? { model: base } : { model: base, warning: unknownModelWarning(id, added) };
  const { usd } = own;
  return {
    model: {
      ...base,
      ...limitsOf(base, own),
      efforts: own.efforts ?? base.efforts,
      patchTool: own.patchTool ?? base.patchTool,
      builtinPatch: own.builtinPatch ?? base.builtinPatch,
      images: own.images ?? base.images,
      compaction: own.compaction ?? base.compaction,
      background: own.background ?? base.background,
      encryptedReasoning: own.encryptedReasoning ?? base.encryptedReasoning,
      ...(usd !== undefined && {
        price: { input: micro(usd.input), cached: micro(usd.cached ?? usd.input), output: micro(usd.output) },
      }),
    },
  };
}

/** The user's limits with those of the base that still fit them: a smaller window alone shrinks what goes in and out. */
function limitsOf(base: ModelRow, own: Limits): Pick<ModelRow, keyof Limits> {
  if (own.contextWindow === undefined) {
    const { inputLimit = base.inputLimit, outputLimit = base.outputLimit } = own;
    return { contextWindow: Math.max(base.contextWindow, inputLimit + outputLimit), inputLimit, outputLimit };
  }
  const { contextWindow } = own;
  const left = own.inputLimit === undefined ? Math.ceil(contextWindow / 4) : contextWindow - own.inputLimit;
  const outputLimit = own.outputLimit ?? Math.max(Math.min(base.outputLimit, left), 1);
  return { contextWindow, inputLimit: own.inputLimit ?? contextWindow - outputLimit, outputLimit };
}

type Limits = { [Name in 'contextWindow' | 'inputLimit' | 'outputLimit']?: number | undefined };

const micro = (usd: number) => Math.round(usd * 1_000_000);

function unknownModelWarning(id: string, added: ModelCatalog): string {
  const known = [...Object.keys(added), ...catalog.map((row) => row.id)].join(', ');
  const { inputLimit, outputLimit, price } = unknownModel;
  const usd = (microUsd: number) => microUsd / 1_000_000;
  return (
    `The model '${id}' (setting model.name) is not in the catalog (${known}): assuming ${inputLimit} input and ${outputLimit} output tokens, ` +
    `and counting money at ${usd(price.input)} USD per million input, ${usd(price.cached)} cached and ${usd(price.output)} output tokens. ` +
    `Describe it under model.catalog, or in the file that DROVER_MODEL_CATALOG names.`
  );
}
