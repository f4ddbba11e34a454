import type { Usage } from '../../domain/usage.ts';
import { microUsd, type Price } from '../money/price.ts';
import { addUsage } from '../workflow/add-usage.ts';
import { noUsage } from '../workflow/no-usage.ts';

/** What a migration may cost, from its sizes alone: where each module is done at once, and where each needs all its attempts. */
export type CostEstimate = { low: Usage; high: Usage };

/** About what instructions, tools, goal and the rest have, in tokens, and four characters a token: as `bench/harness` measured them. */
const fixedTokens = 2_000;
const bytesPerToken = 4;
/** How many turns an attempt has, which share of a module's files a turn writes anew, and what else it says and reads, in tokens. */
const quick = { attempts: 1, turns: 2, share: 0.3, tokens: 300 };
const slow = { turns: 6, share: 0.5, tokens: 1_500 };

/**
 * A first guess for modules of these sizes, in bytes. A turn sends all that came before it, of which the provider has cached what the last turn sent; it writes a share of
 * the files anew. What is not known here (how hard the goal is, how much a recipe does) is between the two ends, or beyond.
 */
export function estimateCost(sizes: readonly number[], attempts: number, price: Price): CostEstimate {
  const sum = (course: Course) => sizes.map((bytes) => courseOf(bytes, course, price)).reduce(addUsage, noUsage);
  return { low: sum(quick), high: sum({ ...slow, attempts }) };
}

type Course = typeof quick;

function courseOf(bytes: number, { attempts, turns, share, tokens }: Course, price: Price): Usage {
  const own = bytes / bytesPerToken;
  const written = Math.round(own * share + tokens);
  let context = Math.round(fixedTokens + own);
  let cached = 0;
  const used = { inputTokens: 0, cachedTokens: 0, outputTokens: 0 };
  for (let turn = 0; turn < attempts * turns; turn += 1) {
    used.inputTokens += context;
    used.cachedTokens += cached;
    used.outputTokens += written;
    cached = context;
    context += written;
  }
  return { modelCalls: attempts * turns, ...used, microUsd: microUsd(used, price) };
}
