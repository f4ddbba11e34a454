import { hasEnded } from '../choose/has-ended.ts';
import type { DroverApi } from './drover-api.ts';

const searched = 1_000;
const shown = 5;

/**
 * Says which migrations of before go on with a stack that has just started: they may call models, and whoever ended a `drover run` and
 * starts another one would else pay for two without a word.
 */
export async function tellUnfinished(api: Pick<DroverApi, 'migrations'>, say: (line: string) => void): Promise<void> {
  const unfinished = (await api.migrations({ limit: searched })).filter(({ status }) => !hasEnded(status));
  if (unfinished.length === 0) return;
  const ids = unfinished.slice(0, shown).map(({ id }) => id);
  const more = unfinished.length > shown ? ` and ${unfinished.length - shown} more` : '';
  say(`Goes on here, too, from before: ${ids.join(', ')}${more}. To end one: drover cancel ID, in another terminal.`);
}
