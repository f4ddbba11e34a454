import type { DecisionResource } from '../../api/resources/decision-resource.ts';
import type { MigrationResource } from '../../api/resources/migration-resource.ts';
import type { WaitResource } from '../../api/resources/wait-resource.ts';
import { Failure } from '../../domain/failure.ts';
import { actor } from '../choose/actor.ts';
import { chooseMaybeModule } from '../choose/choose-module.ts';
import { mergeWait, mergeWaits, planWait } from '../choose/choose-wait.ts';
import type { DroverApi } from '../http/drover-api.ts';
import { openApi } from '../http/open-api.ts';
import type { Io } from '../io.ts';
import { showWaits } from '../show/show-waits.ts';
import { tellDecision } from '../show/tell-decision.ts';
import type { DecideOptions } from './steer.ts';

export type ApproveOptions = DecideOptions & { all: boolean; plan: boolean; head?: string; evidence?: string };

type Approvable = Pick<WaitResource, 'what' | 'module' | 'path' | 'head' | 'evidence' | 'plan' | 'note'>;

/**
 * `drover approve [ID] [MODULE]`: shows what it approves, and approves exactly that: when the module has changed in between, the service
 * refuses.
 */
export async function approve(words: string[], options: ApproveOptions, io: Io): Promise<number> {
  checkOptions(words, options);
  const api = await openApi(options);
  const { migration, module } = await chooseMaybeModule(api, words, { ended: false });
  const waits = options.head === undefined ? awaited(migration, module, options) : [named(migration, module, options)];
  const decisions: DecisionResource[] = [];
  const refused: string[] = [];
  for (const wait of waits) {
    if (!io.json) for (const line of describe(migration, wait)) io.print(line);
    try {
      const decision = await decide(api, migration, wait, options);
      decisions.push(decision);
      if (!io.json) io.print(tellDecision(decision, wait.path ?? `the plan of ${migration.id}`));
    } catch (error) {
      // Of many, those that changed in the meantime must not keep the others.
      if (waits.length === 1 || !(error instanceof Failure) || error.type !== 'Conflict') throw error;
      refused.push(wait.path ?? 'the plan');
      io.say(`✗ ${wait.path ?? 'the plan'}: ${error.message}`);
    }
  }
  if (io.json) io.print(JSON.stringify(decisions, null, 2));
  else if (waits.length > 1) io.print(`${decisions.length} of ${waits.length} approved.`);
  return refused.length === 0 ? 0 : 1;
}

function checkOptions(words: string[], { all, plan, head, evidence }: ApproveOptions): void {
  if ((head === undefined) !== (evidence === undefined)) {
    throw new Failure('InputRefused', 'Give --head and --evidence together: an approval names both.');
  }
  if (head !== undefined && (all || plan || words.length === 0)) {
    throw new Failure('InputRefused', '--head and --evidence approve one module: name it, without --all and --plan.');
  }
  if (all && (plan || words.length > 1)) {
    throw new Failure('InputRefused', '--all approves all that waits: leave the module and --plan out.');
  }
}

/** What the options mean, of all that waits. */
function awaited(
  migration: MigrationResource,
  module: string | undefined,
  { all, plan }: Pick<ApproveOptions, 'all' | 'plan'>,
): Approvable[] {
  if (plan) return [planWait(migration)];
  if (module !== undefined) return [mergeWait(migration, module)];
  const waits = all ? mergeWaits(migration) : migration.waits;
  if (waits.length === 0) {
    throw new Failure('Conflict', `Nothing of ${migration.id} waits for an approval now: it is ${migration.status}.`);
  }
  if (all || waits.length === 1) return waits;
  const lines = showWaits(migration, Date.now()).join('\n');
  throw new Failure('InputRefused', `${waits.length} things wait: say which, or --all.\n${lines}`);
}

/** A module with the head and evidence that the user looked at, whatever waits now: the service judges whether they still hold. */
function named(migration: MigrationResource, module: string | undefined, options: ApproveOptions): Approvable {
  const { head = '', evidence = '' } = options;
  if (module === undefined)
    throw new Failure('InputRefused', `Name the module of ${migration.id} that --head and --evidence belong to.`);
  const now = mergeWaits(migration).find(({ module: key, path }) => key === module || path === module);
  const same = now?.head === head && now.evidence === evidence;
  return {
    what: 'merge',
    module,
    path: now?.path ?? module,
    head,
    evidence,
    note: same ? now.note : 'as you named it',
  };
}

function describe({ id }: MigrationResource, { path, note, head, evidence, plan }: Approvable): string[] {
  return [
    `${path ?? 'The plan'} of ${id}: ${note}`,
    ...(head === undefined ? [] : [`  head      ${head}`]),
    ...(evidence === undefined ? [] : [`  evidence  ${evidence}`]),
    ...(plan === undefined ? [] : [`  plan      ${plan}`]),
  ];
}

function decide(
  api: DroverApi,
  { id }: MigrationResource,
  { what, module = '', head = '', evidence = '', plan = '' }: Approvable,
  { as, reason }: DecideOptions,
): Promise<DecisionResource> {
  const by = { ...actor(api.service, as), ...(reason !== undefined && { reason }) };
  return what === 'plan'
    ? api.decide(id, { path: 'plan/approve', body: { ...by, plan } })
    : api.decide(id, { path: 'approve', module, body: { ...by, head, evidence } });
}
