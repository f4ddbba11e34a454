import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes a small shell program into the folder and returns its path. */
export async function executable(folder: string, name: string, lines: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
  return path;
}
