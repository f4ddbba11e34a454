import { chooseSandbox } from '../../adapters/sandbox/choose-sandbox.ts';
import type { Config } from '../../config.ts';
import { Failure } from '../../domain/failure.ts';
import type { Check } from './check.ts';

/** Tries to break out of the sandbox that this machine's worker would use. */
export async function checkSandbox({ sandbox: wanted, hostEnvironment }: Config): Promise<Check> {
  const name = 'sandbox';
  try {
    const options = { failpoint: () => {}, hostEnv: hostEnvironment };
    const { sandbox, containment } = await chooseSandbox(wanted, options);
    if (containment.holds)
      return {
        name,
        state: 'ok',
        says: `${sandbox.name} holds: ${containment.checks.length} ways out tried, none is open`,
      };
    return {
      name,
      state: 'warning',
      says: `DROVER_SANDBOX is ${wanted}, which contains nothing: commands and models can do here whatever you can.`,
      wayOut: 'Unset it, and install bubblewrap.',
    };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { name, state: 'failed', says: error.message };
  }
}
