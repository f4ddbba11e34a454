import type { CommitId } from '../../src/domain/ids.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { Environment, Environments } from '../../src/ports/environments.ts';

/** The environment that the plan's `setup` makes for a commit; it is there already unless the commit changed one of its inputs. */
export function openEnvironment(
  environments: Environments,
  plan: Plan,
  commit: CommitId,
  signal: AbortSignal,
): Promise<Environment> {
  const { setup, environment } = plan.file;
  return environments.prepare(
    commit,
    {
      ...(setup && { run: setup.run }),
      inputs: setup?.inputs ?? [],
      network: setup?.network ?? 'none',
      milliseconds: setup?.timeout ?? 0,
      toolchains: environment.path,
      env: environment.env,
    },
    signal,
  );
}
