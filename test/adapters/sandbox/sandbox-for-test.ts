import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { bubblewrapSandbox, type BubblewrapOptions } from '../../../src/adapters/sandbox/bubblewrap-sandbox.ts';
import { findBubblewrap } from '../../../src/adapters/sandbox/find-bubblewrap.ts';
import { makeOverlayFolder } from '../../../src/adapters/overlay/overlay-folder.ts';
import type { CommandResult, Limits, Sandbox, SandboxCommand } from '../../../src/ports/sandbox.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { overlaysForTest } from '../overlay/overlays-for-test.ts';

export const roomyLimits: Limits = { milliseconds: 15_000, memoryBytes: 2 ** 30, processes: 100, outputBytes: 2 ** 20 };

export type Ran = CommandResult & { out: string; err: string };

/** A real sandbox with a checkout of its own, and a short way to run a command in it. */
export async function sandboxForTest(
  options: {
    sandbox?: Sandbox;
    hostEnv?: Record<string, string | undefined>;
    /** Whether the checkout is the lower layer of an overlay, as a warm one is. */
    layered?: boolean;
  } = {},
): Promise<{
  root: string;
  checkout: string;
  /** Where what commands write is found. */
  writes: string;
  where: Pick<SandboxCommand, 'checkout' | 'home' | 'overlay'>;
  sandbox: Sandbox;
  run: (run: string, other?: Partial<SandboxCommand>, signal?: AbortSignal) => Promise<Ran>;
}> {
  const root = await temporaryFolder();
  const checkout = join(root, 'checkout');
  await mkdir(checkout);
  const layered = options.layered === true ? await layersIn(root, checkout) : undefined;
  const sandbox = options.sandbox ?? realBubblewrap(options.hostEnv ?? {}, layered && { overlays: layered.overlays });
  const where = { checkout, ...layered?.where };
  return {
    root,
    checkout,
    writes: layered?.writes ?? checkout,
    where,
    sandbox,
    run: async (run, other = {}, signal = new AbortController().signal) => {
      const result = await sandbox.run(
        { run, ...where, mounts: [], env: {}, toolchains: [], network: 'none', limits: roomyLimits, ...other },
        signal,
      );
      return { ...result, out: Buffer.from(result.stdout).toString(), err: Buffer.from(result.stderr).toString() };
    },
  };
}

async function layersIn(root: string, tree: string) {
  const [home, overlay] = [join(root, 'home'), join(root, 'overlay')];
  await mkdir(home);
  const writes = await makeOverlayFolder(overlay, { tree, home, made: undefined });
  return { overlays: await overlaysForTest(), where: { home, overlay }, writes: writes.repo };
}

export function realBubblewrap(
  hostEnv: Record<string, string | undefined>,
  more: Pick<BubblewrapOptions, 'overlays'> = {},
): Sandbox {
  const bwrap = findBubblewrap(process.env['PATH']);
  if (bwrap === undefined)
    throw new Error('These tests need bubblewrap: install it, for instance with apt-get install bubblewrap.');
  return bubblewrapSandbox({ bwrap, failpoint: () => undefined, hostEnv: { HOME: '/root', ...hostEnv }, ...more });
}
