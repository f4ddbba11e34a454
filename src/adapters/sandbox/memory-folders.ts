import type { SandboxCommand } from '../../ports/sandbox.ts';
import { inside } from './inside.ts';

/** The folders of a sandbox that lie in memory, by their paths inside: what is written there counts as memory. */
export function memoryFolders(command: SandboxCommand): string[] {
  const onDisk = command.overlay !== undefined || command.homeWritable;
  const ofHome = onDisk ? [] : [command.home === undefined ? inside.home : inside.cache];
  return ['/dev/shm', inside.temporary, ...ofHome];
}
