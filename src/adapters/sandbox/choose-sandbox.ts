import { Failure } from '../../domain/failure.ts';
import type { Failpoint } from '../../ports/failpoints.ts';
import type { Containment, Sandbox } from '../../ports/sandbox.ts';
import { bubblewrapSandbox } from './bubblewrap-sandbox.ts';
import { findBubblewrap } from './find-bubblewrap.ts';
import { unsafeProcessSandbox } from './unsafe-process-sandbox.ts';

export type WantedSandbox = 'auto' | 'bubblewrap' | 'unsafe-process';

export type SandboxOptions = { failpoint: Failpoint; hostEnv: Record<string, string | undefined> };

/**
 * Makes the sandbox that is wanted and probes it. `auto` takes bubblewrap and never falls back to `unsafe-process`. Throws `Broken` when bubblewrap is missing, or
 * when it does not contain; the containment of `unsafe-process` is returned as it is, for the caller to show.
 */
export async function chooseSandbox(
  wanted: WantedSandbox,
  options: SandboxOptions,
): Promise<{ sandbox: Sandbox; containment: Containment }> {
  if (wanted === 'unsafe-process') {
    const sandbox = unsafeProcessSandbox(options);
    return { sandbox, containment: await sandbox.probe() };
  }
  const bwrap = findBubblewrap(options.hostEnv['PATH']);
  if (bwrap === undefined) {
    throw new Failure(
      'Broken',
      `There is no 'bwrap' on PATH, and without it commands can't be contained. Install it: apt-get install bubblewrap, dnf install bubblewrap, or apk add bubblewrap. ${wayOut}`,
    );
  }
  const sandbox = bubblewrapSandbox({ ...options, bwrap });
  const containment = await sandbox.probe();
  if (!containment.holds)
    throw new Failure(
      'Broken',
      `The sandbox of ${bwrap} does not hold here:\n${containment.checks.join('\n')}\n${hints} ${wayOut}`,
    );
  return { sandbox, containment };
}

const hints =
  'It needs bubblewrap 0.8 or later and user namespaces: see the sysctl settings kernel.unprivileged_userns_clone, user.max_user_namespaces and kernel.apparmor_restrict_unprivileged_userns; a container needs a seccomp profile that allows clone, unshare, mount and pivot_root, and unmasked system paths.';

const wayOut =
  "The sandbox 'unsafe-process' contains nothing: choose it only for repositories and models that you trust with this machine.";
