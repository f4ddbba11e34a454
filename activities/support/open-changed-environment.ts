import { pathMatcher } from '../../src/core/paths/path-matcher.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { CommitId } from '../../src/domain/ids.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { Environment } from '../../src/ports/environments.ts';
import type { Ports } from '../ports.ts';
import { openEnvironment } from './open-environment.ts';

export type ChangedEnvironment =
  | { kind: 'open'; environment: Environment }
  /** The change broke `setup`; `said` is how it ended, with its last lines. */
  | { kind: 'broken'; said: string };

/**
 * The environment of a commit whose module may have changed what `setup` reads. Where it did and `setup` fails, that is the change's fault and no failure of
 * the migration: a lockfile that does not fit its manifest is for the model to mend. Tried twice, since a registry may have been out of reach.
 */
export async function openChangedEnvironment(
  ports: Pick<Ports, 'environments' | 'sandbox' | 'store'>,
  { plan, base, commit }: { plan: Plan; base: CommitId; commit: CommitId },
  signal: AbortSignal,
): Promise<ChangedEnvironment> {
  const open = async (): Promise<ChangedEnvironment> => ({
    kind: 'open',
    environment: await openEnvironment(ports, plan, commit, signal),
  });
  try {
    return await open();
  } catch (error) {
    if (!isSetupFailure(error) || !(await changesInputs(ports, plan, base, commit))) throw error;
  }
  try {
    return await open();
  } catch (error) {
    if (!isSetupFailure(error)) throw error;
    return { kind: 'broken', said: error.said ?? error.message };
  }
}

function isSetupFailure(error: unknown): error is Failure {
  return error instanceof Failure && error.type === 'SetupFailed';
}

async function changesInputs(
  { store }: Pick<Ports, 'store'>,
  plan: Plan,
  base: CommitId,
  commit: CommitId,
): Promise<boolean> {
  const isInput = pathMatcher(plan.file.setup?.inputs ?? []);
  return (await store.changedPaths(base, commit)).some((path) => isInput(path));
}
