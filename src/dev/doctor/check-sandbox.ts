import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { chooseSandbox } from '../../adapters/sandbox/choose-sandbox.ts';
import type { Config } from '../../config.ts';
import { Failure } from '../../domain/failure.ts';
import type { Check } from './check.ts';

/** Tries to break out of the sandbox that this machine's worker would use. */
export async function checkSandbox({ sandbox: wanted, hostEnvironment, dataFolder }: Config): Promise<Check> {
  const name = 'sandbox';
  try {
    const options = { failpoint: () => {}, hostEnv: hostEnvironment, checkouts: nearestFolder(dataFolder) };
    const { sandbox, containment } = await chooseSandbox(wanted, options);
    if (containment.holds) {
      const held = containment.checks.filter((line) => line.startsWith('holds'));
      const other = containment.checks.filter((line) => !line.startsWith('holds'));
      const says = `${sandbox.name} holds: ${held.length} ways out tried, none is open`;
      return { name, state: 'ok', says: [says, ...other].join('; ') };
    }
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

/** The data folder's file system is what counts, and the doctor makes no folder that stays. */
function nearestFolder(path: string): string {
  const folder = resolve(path);
  return existsSync(folder) ? folder : nearestFolder(dirname(folder));
}
