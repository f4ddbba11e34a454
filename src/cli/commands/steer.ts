import { actor } from '../choose/actor.ts';
import { chooseMigration } from '../choose/choose-migration.ts';
import { chooseModule } from '../choose/choose-module.ts';
import { openApi, type ApiOptions } from '../http/open-api.ts';
import type { Io } from '../io.ts';
import { tellDecision } from '../show/tell-decision.ts';

export type DecideOptions = ApiOptions & { reason?: string; as?: string };

const afterwards = {
  pause: (id: string) => `Running steps end, and no new one begins. To let it go on: drover resume ${id}`,
  resume: (id: string) => `To see it go on: drover watch ${id}`,
  cancel: (id: string) => `What has landed stays on its branch. Its report: drover report ${id}`,
};

/** `drover pause|resume|cancel [ID]`. */
export async function steerMigration(
  kind: 'pause' | 'resume' | 'cancel',
  id: string | undefined,
  options: DecideOptions,
  io: Io,
): Promise<number> {
  const api = await openApi(options);
  const migration = await chooseMigration(api, id, { ended: false });
  const body = { ...actor(api.service, options.as), ...(options.reason !== undefined && { reason: options.reason }) };
  const decision = await api.decide(migration.id, { path: kind, body });
  if (io.json) io.print(JSON.stringify(decision, null, 2));
  else {
    io.print(tellDecision(decision, migration.id));
    io.print(afterwards[kind](migration.id));
  }
  return 0;
}

/** `drover skip [ID] MODULE`. */
export async function skipModule(words: string[], options: DecideOptions, io: Io): Promise<number> {
  const api = await openApi(options);
  const { migration, module } = await chooseModule(api, words, { ended: false });
  const body = { ...actor(api.service, options.as), ...(options.reason !== undefined && { reason: options.reason }) };
  const decision = await api.decide(migration.id, { path: 'skip', module, body });
  if (io.json) io.print(JSON.stringify(decision, null, 2));
  else io.print(tellDecision(decision, `${module} of ${migration.id}`));
  return 0;
}
