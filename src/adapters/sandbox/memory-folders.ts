import type { SandboxCommand } from '../../ports/sandbox.ts';
import { inside } from './inside.ts';

/** The folders of a sandbox that lie in memory, by their paths inside: what is written there counts as memory. */
export function memoryFolders(command: SandboxCommand): string[] {
  const ofHome = command.home === undefined ? [inside.home] : command.homeWritable ? [] : [inside.cache];
  return ['/dev/shm', inside.temporary, ...ofHome];
}
