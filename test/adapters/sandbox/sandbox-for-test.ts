import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { bubblewrapSandbox } from '../../../src/adapters/sandbox/bubblewrap-sandbox.ts';
import { findBubblewrap } from '../../../src/adapters/sandbox/find-bubblewrap.ts';
import type { CommandResult, Limits, Sandbox, SandboxCommand } from '../../../src/ports/sandbox.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

export const roomyLimits: Limits = { milliseconds: 15_000, memoryBytes: 2 ** 30, processes: 100, outputBytes: 2 ** 20 };

export type Ran = CommandResult & { out: string; err: string };

/** A real sandbox with a checkout of its own, and a short way to run a command in it. */
export async function sandboxForTest(
  options: { sandbox?: Sandbox; hostEnv?: Record<string, string | undefined> } = {},
): Promise<{
  root: string;
  checkout: string;
  sandbox: Sandbox;
  run: (run: string, other?: Partial<SandboxCommand>, signal?: AbortSignal) => Promise<Ran>;
}> {
  const root = await temporaryFolder();
  const checkout = join(root, 'checkout');
  await mkdir(checkout);
  const sandbox = options.sandbox ?? realBubblewrap(options.hostEnv ?? {});
  return {
    root,
    checkout,
    sandbox,
    run: async (run, other = {}, signal = new AbortController().signal) => {
      const result = await sandbox.run(
        { run, checkout, mounts: [], env: {}, toolchains: [], network: 'none', limits: roomyLimits, ...other },
        signal,
      );
      return { ...result, out: Buffer.from(result.stdout).toString(), err: Buffer.from(result.stderr).toString() };
    },
  };
}

export function realBubblewrap(hostEnv: Record<string, string | undefined>): Sandbox {
  const bwrap = findBubblewrap(process.env['PATH']);
  if (bwrap === undefined)
    throw new Error('These tests need bubblewrap: install it, for instance with apt-get install bubblewrap.');
  return bubblewrapSandbox({ bwrap, failpoint: () => undefined, hostEnv: { HOME: '/root', ...hostEnv } });
}
