import { dirname } from 'node:path';

/** Where this Node is, when the sandbox would not see it: anything outside /usr. */
export function nodeToolchain(): string[] {
  return process.execPath.startsWith('/usr/') ? [] : [dirname(process.execPath)];
}
