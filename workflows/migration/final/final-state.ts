import { finalSubjects } from '../../../src/core/final/final-subjects.ts';
import type {
  FinalCheck,
  FinalProgress,
  FinalRun,
  FinalSubject,
  FinalVerdict,
} from '../../../src/domain/final-verification.ts';
import type { CommitId, TreeId } from '../../../src/domain/ids.ts';
import type { MigrationRun } from '../migration-run.ts';

/** Whether a command is red at a place in the line of merged commits; 0 is the base. */
type Probed = { key: FinalSubject['key']; command: string; at: number; red: boolean };

/** What the final verification carries over continue-as-new. */
export type FinalState = {
  startedAt: number;
  tip: CommitId;
  /** The commits that were taken back, and those that took them back. */
  gone: CommitId[];
  /** The runs that have ended. */
  runs: FinalRun[];
  /** The run that is under way. */
  now: {
    /** The numbers of the steps that are done. */
    done: number[];
    checked: number;
    checks: number;
    notable: FinalCheck[];
    tree: TreeId;
    environment: string;
    probed: Probed[];
    note: string;
  };
  verdict?: FinalVerdict;
  seconds?: number;
};

export function noRun(): FinalState['now'] {
  return { done: [], checked: 0, checks: 0, notable: [], tree: '', environment: '', probed: [], note: '' };
}

/** What is verified in this run; it changes when a module is taken back, and not before. */
export function subjectsOf({ input, state }: Pick<MigrationRun, 'input' | 'state'>): FinalSubject[] {
  return finalSubjects(input.file, state.prepared?.base ?? '', [...state.finished, ...state.endedGroups]);
}

/** How far it is, for those who look on. */
export function finalProgress(run: Pick<MigrationRun, 'input' | 'state'>): FinalProgress | undefined {
  const { final } = run.state;
  if (final === undefined) return undefined;
  const { tip, runs, now, verdict } = final;
  return {
    tip,
    run: runs.length + (verdict === undefined ? 1 : 0),
    subjects: subjectsOf(run).length,
    checked: now.checked,
    note: now.note,
    red: (verdict === undefined ? now.notable : (runs.at(-1)?.red ?? []))
      .filter((check) => check.verdict === 'red')
      .map(({ path, command }) => ({ path, command })),
    takenBack: runs.flatMap(({ takenBack }) => takenBack.map(({ path, by }) => ({ path, by }))),
    ...(verdict !== undefined && { verdict }),
  };
}
