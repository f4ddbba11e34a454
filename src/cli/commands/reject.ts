import { Failure } from '../../domain/failure.ts';
import { actor } from '../choose/actor.ts';
import { chooseMigration } from '../choose/choose-migration.ts';
import { chooseModule } from '../choose/choose-module.ts';
import { openApi } from '../http/open-api.ts';
import type { Io } from '../io.ts';
import { mergeWait, planWait, refuseModuleThatDoesNotWait } from '../choose/choose-wait.ts';
import { tellDecision } from '../show/tell-decision.ts';
import type { DecideOptions } from './steer.ts';

/** `drover reject [ID] MODULE --reason R`, or `drover reject [ID] --plan`: the reason goes to the model as one more attempt. */
export async function reject(words: string[], options: DecideOptions & { plan: boolean }, io: Io): Promise<number> {
  const api = await openApi(options);
  const by = actor(api.service, options.as);
  if (options.plan) {
    const migration = await chooseMigration(api, words[0], { ended: false });
    const { plan } = planWait(migration);
    const body = { ...by, plan, ...(options.reason !== undefined && { reason: options.reason }) };
    return tell(await api.decide(migration.id, { path: 'plan/reject', body }), migration.id);
  }
  if (words.length === 0) {
    throw new Failure('InputRefused', 'Say what is rejected: a module, by its path or key, or --plan.');
  }
  const reason = options.reason?.trim();
  if (reason === undefined || reason === '') {
    throw new Failure('InputRefused', 'A rejection needs --reason: it goes to the model, which tries once more.');
  }
  const { migration, module } = await chooseModule(api, words, { ended: false });
  await refuseModuleThatDoesNotWait(api, migration, module);
  const { head, evidence } = mergeWait(migration, module);
  const decision = await api.decide(migration.id, { path: 'reject', module, body: { ...by, reason, head, evidence } });
  return tell(decision, `${module} of ${migration.id}`);

  function tell(made: typeof decision, subject: string): number {
    io.print(io.json ? JSON.stringify(made, null, 2) : tellDecision(made, subject));
    return 0;
  }
}
