import { Failure } from '../../domain/failure.ts';
import { actor } from '../choose/actor.ts';
import { chooseMigration } from '../choose/choose-migration.ts';
import type { Deciding } from '../http/drover-api.ts';
import { openApi } from '../http/open-api.ts';
import type { Io } from '../io.ts';
import { tellDecision } from '../show/tell-decision.ts';
import type { DecideOptions } from './steer.ts';

const mostConcurrent = 200;

/** `drover concurrency [ID] NUMBER` and `drover rule [ID] TEXT`: change how a migration goes on. */
export async function change(
  kind: 'concurrency' | 'rule',
  words: string[],
  options: DecideOptions,
  io: Io,
): Promise<number> {
  const [value = ''] = words.slice(-1);
  const concurrency = Number(value);
  if (kind === 'concurrency' && (!/^\d{1,3}$/.test(value) || concurrency < 1 || concurrency > mostConcurrent))
    throw new Failure(
      'InputRefused',
      `${JSON.stringify(value)} is no concurrency: write a whole number from 1 to ${mostConcurrent}.`,
    );
  const api = await openApi(options);
  const migration = await chooseMigration(api, words.length > 1 ? words[0] : undefined, { ended: false });
  const by = { ...actor(api.service, options.as), ...(options.reason !== undefined && { reason: options.reason }) };
  const deciding: Deciding =
    kind === 'concurrency'
      ? { path: 'concurrency', body: { ...by, concurrency } }
      : { path: 'rules', body: { ...by, rule: value } };
  const decision = await api.decide(migration.id, deciding);
  io.print(io.json ? JSON.stringify(decision, null, 2) : tellDecision(decision, `${value}, in ${migration.id}`));
  return 0;
}
