import { Failure } from '../../domain/failure.ts';
import type { Failpoint } from '../../ports/failpoints.ts';
import type { Sandbox } from '../../ports/sandbox.ts';
import type { Egress } from '../egress/egress.ts';
import { overlaySupport, type Overlays } from '../overlay/overlay-support.ts';
import { bubblewrapSandbox } from './bubblewrap-sandbox.ts';
import { findBubblewrap } from './find-bubblewrap.ts';
import { unsafeProcessSandbox } from './unsafe-process-sandbox.ts';

export type WantedSandbox = 'auto' | 'bubblewrap' | 'unsafe-process';

export type SandboxOptions = {
  failpoint: Failpoint;
  hostEnv: Record<string, string | undefined>;
  /** Where checkouts lie: whether overlays can be mounted there is found out. */
  checkouts: string;
  /** The way of commands with network `registries`; the public registries alone by default. */
  egress?: Egress;
};

export type MadeSandbox = {
  sandbox: Sandbox;
  /** The program that contains commands, which is not probed yet; undefined where nothing contains them. */
  program: string | undefined;
  overlays: Overlays | undefined;
  /** What else a person should know of it, as lines beside the probe's checks. */
  notes: string[];
};

/** Makes the sandbox that is wanted, without a probe: `chooseSandbox` is for all who run commands in it. Throws `Broken` when bubblewrap is missing. */
export async function makeSandbox(wanted: WantedSandbox, options: SandboxOptions): Promise<MadeSandbox> {
  if (wanted === 'unsafe-process')
    return { sandbox: unsafeProcessSandbox(options), program: undefined, overlays: undefined, notes: [] };
  const bwrap = findBubblewrap(options.hostEnv['PATH']);
  if (bwrap === undefined) {
    throw new Failure(
      'Broken',
      `There is no 'bwrap' on PATH, and without it commands can't be contained. Install it: apt-get install bubblewrap, dnf install bubblewrap, or apk add bubblewrap. ${wayOut}`,
    );
  }
  const { overlays, ...rest } = await overlaySupport(options.checkouts, options.hostEnv['PATH']);
  const sandbox = bubblewrapSandbox({
    ...options,
    bwrap,
    ...(overlays && { overlays: { ...overlays, folder: options.checkouts } }),
  });
  return { sandbox, program: bwrap, overlays, notes: 'why' in rest ? [slowly(rest.why)] : [] };
}

function slowly(why: string): string {
  return `slower: no overlay can be mounted here (${why}), so each checkout is written anew, and what setup made is read-only`;
}

/** What is said to those who can't have a sandbox that contains. */
export const wayOut =
  "The sandbox 'unsafe-process' contains nothing: choose it only for repositories and models that you trust with this machine.";
