import { chooseModule } from '../choose/choose-module.ts';
import type { Step } from '../http/drover-api.ts';
import { openApi, type ApiOptions } from '../http/open-api.ts';
import type { Io } from '../io.ts';

/** `drover logs [ID] MODULE`: what each step of a module said, oldest first. */
export async function logs(words: string[], options: ApiOptions & Step, io: Io): Promise<number> {
  const api = await openApi(options);
  const { migration, module } = await chooseModule(api, words, { ended: true });
  const { round, attempt, turn } = options;
  const found = await api.logs(migration.id, module, { round, attempt, turn });
  if (io.json) io.print(JSON.stringify(found, null, 2));
  else if (found.length === 0) io.say(`${module} of ${migration.id} has no step like that yet.`);
  else {
    for (const { step, title, text } of found) {
      io.print(`── ${step}: ${title}`);
      if (text.trim() !== '') io.copy(`${text.trimEnd()}\n\n`);
    }
  }
  return 0;
}
