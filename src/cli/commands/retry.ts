import type { DecisionResource } from '../../api/resources/decision-resource.ts';
import { count } from '../../core/text/human-units.ts';
import type { RetrySettings } from '../../domain/decision.ts';
import { Failure } from '../../domain/failure.ts';
import { actor } from '../choose/actor.ts';
import { chooseMigration } from '../choose/choose-migration.ts';
import { chooseModule } from '../choose/choose-module.ts';
import { openApi } from '../http/open-api.ts';
import type { Io } from '../io.ts';
import { tellDecision } from '../show/tell-decision.ts';
import type { DecideOptions } from './steer.ts';

export type RetryOptions = DecideOptions & RetrySettings & { unresolved: boolean; like?: string };

/** `drover retry [ID] MODULE`, or `[ID] --unresolved`, or `[ID] --like MODULE`: begins new rounds. */
export async function retry(words: string[], options: RetryOptions, io: Io): Promise<number> {
  const { unresolved, like, reason, model, effort, attempts } = options;
  const isMany = unresolved || like !== undefined;
  if (unresolved && like !== undefined) throw new Failure('InputRefused', 'Say either --unresolved or --like.');
  if (isMany ? words.length > 1 : words.length === 0)
    throw new Failure(
      'InputRefused',
      'Name a module, or say --unresolved, or --like MODULE, with the migration before it where several run.',
    );
  const api = await openApi(options);
  const body = {
    ...actor(api.service, options.as),
    ...(reason !== undefined && { reason }),
    ...(model !== undefined && { model }),
    ...(effort !== undefined && { effort }),
    ...(attempts !== undefined && { attempts }),
  };
  let [decision, subject]: [DecisionResource | undefined, string] = [undefined, ''];
  if (isMany) {
    const migration = await chooseMigration(api, words[0], { ended: false });
    const which = like === undefined ? { unresolved: true as const } : { like };
    decision = await api.decide(migration.id, { path: 'retry', body: { ...body, ...which } });
    subject = `${count(decision.modules?.length ?? 0, 'module')} of ${migration.id}`;
  } else {
    const { migration, module } = await chooseModule(api, words, { ended: false });
    decision = await api.decide(migration.id, { path: 'retry', module, body });
    subject = `${module} of ${migration.id}`;
  }
  io.print(io.json ? JSON.stringify(decision, null, 2) : tellDecision(decision, subject));
  return 0;
}
