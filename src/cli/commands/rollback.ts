import type { RollbackResource } from '../../api/resources/rollback-resource.ts';
import { Failure } from '../../domain/failure.ts';
import { actor } from '../choose/actor.ts';
import { chooseMigration } from '../choose/choose-migration.ts';
import { chooseModule } from '../choose/choose-module.ts';
import { openApi } from '../http/open-api.ts';
import type { Io } from '../io.ts';
import { rollbackLines } from '../show/rollback-lines.ts';
import type { DecideOptions } from './steer.ts';

export type RollbackOptions = DecideOptions & {
  group?: string;
  wave?: number;
  dependants: boolean;
  preview: boolean;
};

const pauseMs = 300;

/** `drover rollback [ID] MODULE`, or `[ID] --group NAME`, or `[ID] --wave N`: 0 when it is done (or shown, with --preview), 1 when it was refused. */
export async function rollback(words: string[], options: RollbackOptions, io: Io): Promise<number> {
  const { group, wave, dependants, preview, reason, as } = options;
  const isMany = group !== undefined || wave !== undefined;
  if (group !== undefined && wave !== undefined)
    throw new Failure('InputRefused', 'Name either a --group or a --wave.');
  if (isMany && words.length > 1)
    throw new Failure(
      'InputRefused',
      `With --${group === undefined ? 'wave' : 'group'}, name no module: ${JSON.stringify(words[1])} is one too many.`,
    );
  if (!isMany && words.length === 0)
    throw new Failure('InputRefused', 'Name what is rolled back: a module, --group NAME or --wave N.');
  const api = await openApi(options);
  const { migration, module } = isMany
    ? { migration: await chooseMigration(api, words[0], { ended: true }), module: undefined }
    : await chooseModule(api, words, { ended: true });
  const begun = await api.rollBack(migration.id, {
    ...actor(api.service, as),
    ...(reason !== undefined && { reason }),
    ...(module !== undefined && { modules: [module] }),
    ...(group !== undefined && { group }),
    ...(wave !== undefined && { wave }),
    dependants,
    preview,
  });
  let [now, told]: [RollbackResource, string] = [begun, ''];
  for (;;) {
    if (now.state !== told && !io.json && !isOver(now)) io.say(`${now.state} ...`);
    told = now.state;
    if (isOver(now)) break;
    await new Promise((wake) => setTimeout(wake, pauseMs));
    now = await api.rollback(migration.id, begun.id);
  }
  if (io.json) io.print(JSON.stringify(now, null, 2));
  else for (const line of rollbackLines(now, migration.id)) io.print(line);
  return now.state === 'rolled-back' || now.state === 'previewed' ? 0 : 1;
}

function isOver({ state }: RollbackResource): boolean {
  return ['previewed', 'rolled-back', 'refused', 'failed'].includes(state);
}
