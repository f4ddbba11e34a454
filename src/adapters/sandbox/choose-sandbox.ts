import { Failure } from '../../domain/failure.ts';
import type { Containment, Sandbox } from '../../ports/sandbox.ts';
import type { Overlays } from '../overlay/overlay-support.ts';
import { makeSandbox, wayOut, type SandboxOptions, type WantedSandbox } from './make-sandbox.ts';

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
  const { sandbox, overlays, notes, program } = await makeSandbox(wanted, options);
  const { holds, checks } = await sandbox.probe();
  if (program !== undefined && !holds)
    throw new Failure(
      'Broken',
      `The sandbox of ${program} does not hold here:\n${checks.join('\n')}\n${hints} ${wayOut}`,
    );
  return { sandbox, containment: { holds, checks: [...checks, ...notes] }, overlays };
}

const hints =
  'It needs bubblewrap 0.8 or later and user namespaces: see the sysctl settings kernel.unprivileged_userns_clone, user.max_user_namespaces and kernel.apparmor_restrict_unprivileged_userns; a container needs a seccomp profile that allows clone, unshare, mount and pivot_root, and unmasked system paths.';
