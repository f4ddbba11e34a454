import type { Config } from '../../config.ts';
import { Failure } from '../../domain/failure.ts';
import { installBubblewrap } from '../sandbox/install-bubblewrap.ts';

/**
 * Finds or installs bubblewrap. The demo alone may go on without: what it runs is pinned and known. Whoever asked for a sandbox by
 * name in DROVER_SANDBOX gets that one or an error.
 */
export async function chooseDemoSandbox(config: Config, warn: (line: string) => void): Promise<Config['sandbox']> {
  if (config.sandbox !== 'auto') return config.sandbox;
  try {
    await installBubblewrap({
      env: config.hostEnvironment,
      platform: process.platform,
      root: process.getuid?.() === 0,
      log: warn,
    });
    return 'bubblewrap';
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    warn('WARNING: NO SANDBOX. ' + error.message);
    warn(
      'The demo goes on with plain processes, since its code is pinned and known. Nothing else in Drover ever does so by itself.',
    );
    return 'unsafe-process';
  }
}
