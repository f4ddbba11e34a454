import { chooseSandbox } from '../../src/adapters/sandbox/choose-sandbox.ts';
import { makeSandbox } from '../../src/adapters/sandbox/make-sandbox.ts';
import type { Containment } from '../../src/ports/sandbox.ts';

let probed: Promise<Containment> | undefined;

/** As `chooseSandbox`, but the tests of one file probe once: two probes take longer than most tests, and the machine stays the same. */
export const chooseSandboxOnce: typeof chooseSandbox = async (wanted, options) => {
  if (probed === undefined) {
    const chosen = chooseSandbox(wanted, options);
    probed = chosen.then(({ containment }) => containment);
    return chosen;
  }
  const containment = await probed;
  const { sandbox, overlays } = await makeSandbox(wanted, options);
  return { sandbox, overlays, containment };
};
