import type { MigrationResource } from '../../api/resources/migration-resource.ts';
import type { WaitResource } from '../../api/resources/wait-resource.ts';
import { Failure } from '../../domain/failure.ts';
import { showWaits } from '../show/show-waits.ts';
import { findMergeWait, mergeWait, mergeWaits, noWait, planWait, waveWait } from './choose-wait.ts';

export type ApprovalOptions = {
  all: boolean;
  plan: boolean;
  wave: boolean;
  /** The head and evidence that were looked at, or their beginnings. */
  head?: string;
  evidence?: string;
};

/** What can be approved: a merge by its head and evidence, a plan by its digest. */
export type Approvable = Pick<
  WaitResource,
  'what' | 'module' | 'path' | 'head' | 'evidence' | 'plan' | 'wave' | 'note'
>;

/** Refuses options that contradict each other, before anything is asked. */
export function checkApproval(words: string[], { all, plan, wave, head, evidence }: ApprovalOptions): void {
  const named = head !== undefined || evidence !== undefined;
  if (named && (all || plan || wave || words.length === 0)) {
    throw new Failure(
      'InputRefused',
      '--head and --evidence approve one module: name it, without --all, --wave and --plan.',
    );
  }
  if (all && (plan || words.length > 1)) {
    throw new Failure('InputRefused', '--all approves all merges that wait: leave the module and --plan out.');
  }
  if (wave && (plan || all || words.length > 1)) {
    throw new Failure(
      'InputRefused',
      '--wave approves the whole wave that waits: leave the module, --all and --plan out.',
    );
  }
  checkBeginning('--head', head, 40);
  checkBeginning('--evidence', evidence, 64);
}

function checkBeginning(option: string, value: string | undefined, longest: number): void {
  if (value === undefined || (/^[0-9a-f]{7,}$/.test(value) && value.length <= longest)) return;
  throw new Failure(
    'InputRefused',
    `${option} is '${value}': write it as \`drover status\` shows it, 7 to ${longest} hexadecimal digits.`,
  );
}

/** What the words and options mean, of all that waits. */
export function chooseApprovals(
  migration: MigrationResource,
  module: string | undefined,
  options: ApprovalOptions,
): Approvable[] {
  const { all, plan, head, evidence } = options;
  if (plan) return [planWait(migration)];
  if (options.wave) return [waveWait(migration)];
  if (head !== undefined || evidence !== undefined) return [lookedAt(migration, module, options)];
  if (module !== undefined) return [mergeWait(migration, module)];
  // With a wave, its merges wait, too: they go as one.
  const whole = migration.waits.filter(({ what }) => what === 'wave');
  const waits = all ? mergeWaits(migration) : whole.length > 0 ? whole : migration.waits;
  if (waits.length === 0 && migration.waits.length > 0) {
    throw new Failure(
      'Conflict',
      `Only the plan waits, and --all is for merges: drover approve ${migration.id} --plan`,
    );
  }
  if (waits.length === 0) throw noWait(migration, `Nothing of ${migration.id} waits for an approval now`);
  if (all || waits.length === 1) return waits;
  const lines = showWaits(migration, Date.now()).join('\n');
  throw new Failure('InputRefused', `${waits.length} things wait: say which, or --all.\n${lines}`);
}

/** The module as the user looked at it. Named in full, the service is asked whatever waits now: it knows best why it refuses. */
function lookedAt(
  migration: MigrationResource,
  module: string | undefined,
  { head = '', evidence = '' }: ApprovalOptions,
): Approvable {
  if (module === undefined) {
    throw new Failure('InputRefused', `Name the module of ${migration.id} that --head and --evidence belong to.`);
  }
  const now = findMergeWait(migration, module);
  if (now !== undefined && now.head.startsWith(head) && now.evidence.startsWith(evidence)) return now;
  if (head.length === 40 && evidence.length === 64) {
    return { what: 'merge', module, path: now?.path ?? module, head, evidence, note: 'as you named it' };
  }
  const { path, head: newHead } = mergeWait(migration, module);
  throw new Failure(
    'Conflict',
    `${path} has changed since you looked: its head is ${newHead} now. Look again: drover diff ${migration.id} ${path}`,
  );
}
