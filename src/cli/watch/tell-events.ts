import { checkWords } from '../../core/final/check-words.ts';
import type { MigrationResource } from '../../api/resources/migration-resource.ts';
import type { ModuleResource } from '../../api/resources/module-resource.ts';
import type { WaitResource } from '../../api/resources/wait-resource.ts';
import type { Screen } from '../../dev/show/open-screen.ts';
import { phaseWords } from '../../dev/show/phase-words.ts';
import { hasEnded } from '../choose/has-ended.ts';
import { waitNote } from '../show/wait-note.ts';
import type { Listener } from './follow-migration.ts';
import { firstLine } from '../../core/text/first-line.ts';

export type TellOptions = {
  screen: Screen;
  /** Answers what waits, and says how; without it, the reader is told how to. */
  approver?: { says: string; approve: (wait: WaitResource) => Promise<void> };
};

/** Tells a person what happens to a migration, each thing once. */
export function tellEvents({ screen, approver }: TellOptions): Listener {
  const told = new Set<string>();
  let total = 0;
  let mode: MigrationResource['mode'] = 'migrate';
  /** Modules that had ended before anybody watched: nothing is told of them, and they count. */
  let endedBefore: number | undefined;
  const ended = new Set<string>();
  const once = (key: string, tell: () => void): void => {
    if (told.has(key)) return;
    told.add(key);
    tell();
  };

  const tellMigration = async (migration: MigrationResource): Promise<void> => {
    const { id, phase, status, problem, counts, waits, warnings, verification } = migration;
    const allEnded = counts.total - counts.planned - counts.running - counts.waiting;
    total = counts.total;
    endedBefore ??= allEnded;
    ({ mode } = migration);
    const words = phaseWords(phase);
    // How it ended is said at the end. A plan and a try deliver nothing, and pass through that phase all the same.
    const isNews = !hasEnded(status) && (mode === 'migrate' || phase !== 'delivering');
    if (words !== undefined && isNews) once(words, () => screen.say(words));
    if (status === 'paused') once(`paused ${migration.decisions.length}`, () => screen.say('Paused.'));
    // Those of one that has ended stand in its report, or in the error that it ends in.
    if (!hasEnded(status)) {
      for (const { path, command } of verification?.red ?? [])
        once(`red ${verification?.tip} ${path} ${command}`, () =>
          screen.say(`  ✗ red on the branch: ${checkWords({ key: path, path, command })}`),
        );
      for (const warning of warnings) once(`warning ${warningKey(warning)}`, () => screen.say(`Warning: ${warning}`));
      if (problem !== undefined) once(`problem ${problem}`, () => screen.warn(problem));
    }
    const fresh = waits.filter((wait) => !told.has(keyOf(wait)));
    for (const wait of fresh) once(keyOf(wait), () => tellWait(wait, screen, id, approver?.says));
    // Money is a person's to give: --yes approves what was verified.
    const approved = fresh.filter(({ what, inWave }) => what !== 'budget' && inWave === undefined);
    if (approver !== undefined) await Promise.all(approved.map((wait) => approver.approve(wait)));
    screen.progress({
      total,
      ended: allEnded,
      working: counts.running,
      waiting: counts.waiting,
    });
  };

  const tellModule = (module: ModuleResource): void => {
    const name = `${module.key} ${module.round}`;
    module.refused.forEach((why, index) =>
      once(`refused ${name} ${index}`, () => screen.say(`  ✗ ${module.path}: ${why}`)),
    );
    // One that a person gave another round has not ended any more.
    if (!isEnd(module.state)) ended.delete(module.key);
    // A plan shows all modules at its end. What a try leaves alone is none of the reader's concern, and no part of a whole to count.
    if (!isEnd(module.state) || mode === 'plan' || (mode === 'try' && module.state === 'cancelled')) return;
    // One that had landed may be taken back, and ends again.
    once(`ended ${name} ${module.state}`, () => {
      ended.add(module.key);
      const count = (endedBefore ?? 0) + ended.size;
      screen.say(`${endLine(module)}${mode === 'migrate' ? ` (${count} of ${Math.max(total, count)})` : ''}`);
    });
  };

  return async (event) => {
    if (event.event === 'migration') await tellMigration(event.migration);
    else tellModule(event.module);
  };
}

/** Of a budget that is used more and more, people hear twice: when it is nearly used, and when it is. */
function warningKey(warning: string): string {
  const [, percent, setting] = /^(\d+)% of the budget are used: .* \(([\w.]+)\)$/.exec(warning) ?? [];
  return setting === undefined ? warning : `${setting} ${Number(percent) >= 100 ? 'used' : 'nearly used'}`;
}

/** A budget's wait has no more than its beginning to tell it from the next one. */
function keyOf({ what, module, head, evidence, plan, wave, since }: WaitResource): string {
  return `wait ${what} ${module} ${head} ${evidence} ${plan} ${wave}${what === 'budget' ? ` ${since}` : ''}`;
}

function tellWait(wait: WaitResource, screen: Screen, id: string, says: string | undefined): void {
  if (wait.what === 'budget') {
    screen.say(`? ${waitNote(wait)}. No new turn begins before somebody raises it:`);
    screen.say(`    ${wait.approve}`);
    screen.say(`  or ends what can't go on: drover cancel ${id}`);
    return;
  }
  const what = `${wait.path ?? `the ${wait.what}`}: ${waitNote(wait)}`;
  if (wait.inWave !== undefined) return screen.say(`→ ${what}; it waits for its wave.`);
  if (says !== undefined) return screen.say(`→ ${what}; ${says}.`);
  screen.say(`? ${what}. It waits for your approval, in the Temporal UI or with:`);
  screen.say(`    ${wait.approve}`);
}

function isEnd(state: ModuleResource['state']): boolean {
  return ['merged', 'adopted', 'verified', 'unchanged', 'skipped', 'unresolved', 'cancelled', 'rolled-back'].includes(
    state,
  );
}

function endLine({ path, state, commit, note }: ModuleResource): string {
  switch (state) {
    case 'merged':
    case 'adopted':
      return `✓ ${path}: ${state} as ${commit?.slice(0, 10) ?? 'a commit'}`;
    case 'verified':
      return `✓ ${path}: verified`;
    case 'unchanged':
      return `✓ ${path}: unchanged: ${firstLine(note)}`;
    default:
      return `✗ ${path}: ${state}: ${firstLine(note)}`;
  }
}
