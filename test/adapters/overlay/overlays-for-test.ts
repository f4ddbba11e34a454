import { overlaySupport, type Overlays } from '../../../src/adapters/overlay/overlay-support.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** What mounts overlays here. Where nothing does, these tests fail: none is skipped. */
export async function overlaysForTest(): Promise<Overlays & { folder: string }> {
  const folder = await temporaryFolder();
  const support = await overlaySupport(folder, process.env['PATH']);
  if (support.overlays === undefined)
    throw new Error(`These tests need overlays, and none can be mounted: ${support.why}`);
  return { ...support.overlays, folder };
}
