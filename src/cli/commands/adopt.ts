import { actor } from '../choose/actor.ts';
import { chooseModule } from '../choose/choose-module.ts';
import { openApi } from '../http/open-api.ts';
import type { Io } from '../io.ts';
import { tellDecision } from '../show/tell-decision.ts';
import type { DecideOptions } from './steer.ts';

/** `drover adopt [ID] MODULE COMMIT`: a person's commit becomes the module's change, and is verified like any other. */
export async function adopt(words: string[], options: DecideOptions, io: Io): Promise<number> {
  const api = await openApi(options);
  const { migration, module } = await chooseModule(api, words.slice(0, -1), { ended: false });
  const [commit = ''] = words.slice(-1);
  const body = {
    ...actor(api.service, options.as),
    ...(options.reason !== undefined && { reason: options.reason }),
    commit,
  };
  const decision = await api.decide(migration.id, { path: 'adopt', module, body });
  io.print(
    io.json ? JSON.stringify(decision, null, 2) : tellDecision(decision, `${commit} for ${module} of ${migration.id}`),
  );
  return 0;
}
