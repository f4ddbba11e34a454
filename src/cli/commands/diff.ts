import { chooseMaybeModule } from '../choose/choose-module.ts';
import type { Step } from '../http/drover-api.ts';
import { openApi, type ApiOptions } from '../http/open-api.ts';
import type { Io } from '../io.ts';
import { colourDiff } from '../show/colour-diff.ts';

/** `drover diff [ID] [MODULE]`: what a module, or all that has landed, changes. */
export async function diff(
  words: string[],
  options: ApiOptions & Pick<Step, 'round' | 'attempt'>,
  io: Io,
): Promise<number> {
  const api = await openApi(options);
  const { migration, module } = await chooseMaybeModule(api, words, { ended: true });
  const text = await api.diff(migration.id, module, { round: options.round, attempt: options.attempt });
  if (io.json) io.print(JSON.stringify({ migration: migration.id, module: module ?? null, diff: text }, null, 2));
  else if (text === '') io.say(module === undefined ? 'Nothing has landed yet.' : `${module} is as it was.`);
  else io.copy(io.interactive ? colourDiff(text) : text);
  return 0;
}
