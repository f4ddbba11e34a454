import type { CommitId } from '../../src/domain/ids.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { Environment } from '../../src/ports/environments.ts';
import type { Ports } from '../ports.ts';
import { checkSandbox } from './check-sandbox.ts';

/**
 * The environment that the plan's `setup` makes for a commit; it is there already unless the commit changed one of its inputs. Whatever runs
 * commands comes through here first, so here it is refused when the sandbox is not one that the migration allows. With a salt, it is one
 * that was made for those alone who name the same.
 */
export async function openEnvironment(
  { environments, sandbox }: Pick<Ports, 'environments' | 'sandbox'>,
  plan: Plan,
  commit: CommitId,
  signal: AbortSignal,
  salt?: string,
): Promise<Environment> {
  checkSandbox(plan.file, sandbox.name);
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
      ...(salt !== undefined && { salt }),
    },
    signal,
  );
}
