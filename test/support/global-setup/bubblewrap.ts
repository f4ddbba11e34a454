import { installBubblewrap } from '../../../src/dev/sandbox/install-bubblewrap.ts';

/** Tests run commands in the real sandbox: without it the run fails, it is not skipped. */
export async function setup(): Promise<void> {
  await installBubblewrap({
    env: process.env,
    platform: process.platform,
    root: process.getuid?.() === 0,
    log: (line) => process.stderr.write(`${line}\n`),
  });
}
