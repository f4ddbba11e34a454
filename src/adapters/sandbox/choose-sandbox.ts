import { Failure } from '../../domain/failure.ts';
import type { Failpoint } from '../../ports/failpoints.ts';
import type { Egress } from '../egress/egress.ts';
import type { Containment, Sandbox } from '../../ports/sandbox.ts';
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
export type ChosenSandbox = {
  sandbox: Sandbox;
  containment: Containment;
  /** What mounts overlays; undefined where commands get a checkout of their own each time. `checks` then says why. */
  overlays: Overlays | undefined;
};

/**
 * Makes the sandbox that is wanted and probes it. `auto` takes bubblewrap and never falls back to `unsafe-process`. Throws `Broken` when bubblewrap is missing, or
 * when it does not contain; the containment of `unsafe-process` is returned as it is, for the caller to show.
 */
export async function chooseSandbox(wanted: WantedSandbox, options: SandboxOptions): Promise<ChosenSandbox> {
  if (wanted === 'unsafe-process') {
    const sandbox = unsafeProcessSandbox(options);
    return { sandbox, containment: await sandbox.probe(), overlays: undefined };
  }
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
  const containment = await sandbox.probe();
  if (!containment.holds)
    throw new Failure(
      'Broken',
      `The sandbox of ${bwrap} does not hold here:\n${containment.checks.join('\n')}\n${hints} ${wayOut}`,
    );
  const { holds, checks } = containment;
  return {
    sandbox,
    containment: { holds, checks: [...checks, ...('why' in rest ? [slowly(rest.why)] : [])] },
    overlays,
  };
}

function slowly(why: string): string {
  return `slower: no overlay can be mounted here (${why}), so each checkout is written anew, and what setup made is read-only`;
}

const hints =
  'It needs bubblewrap 0.8 or later and user namespaces: see the sysctl settings kernel.unprivileged_userns_clone, user.max_user_namespaces and kernel.apparmor_restrict_unprivileged_userns; a container needs a seccomp profile that allows clone, unshare, mount and pivot_root, and unmasked system paths.';

const wayOut =
  "The sandbox 'unsafe-process' contains nothing: choose it only for repositories and models that you trust with this machine.";
