import { execFileSync } from 'node:child_process';
import { closeSync, constants, existsSync, mkdtempSync, openSync, rmSync, unlinkSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Failure } from '../../domain/failure.ts';

/** A pipe with its write end still open here: hand it to a process, then `closeWriteEnd`. */
export type OutputPipe = { readable: Readable; writeEnd: number; closeWriteEnd: () => void };

/** So many are made by one `mkfifo`, which takes a process of about 2 ms. */
const batch = 32;

/** All of this process, so that one listener for its exit is enough. */
const folders = new Set<string>();

/**
 * Makes real pipes for commands to write to. What Node calls 'pipe' is a socket, and opening /dev/stdout or /dev/stderr, as many
 * shell scripts do, fails on a socket. Node can't make a pipe, but it can open a named one, whose name is then removed.
 */
export function outputPipes(): () => OutputPipe {
  let folder: string | undefined;
  let made = 0;
  let ready: string[] = [];

  function makeMore(): void {
    if (folder === undefined || !existsSync(folder)) folder = temporaryFolder();
    const first = made;
    made += batch;
    ready = Array.from({ length: batch }, (_, index) => join(folder ?? '', String(first + index)));
    makeNamedPipes(ready);
  }

  return () => {
    // What cleans the temporary folder up may have taken the pipes, too.
    ready = ready.filter((path) => existsSync(path));
    if (ready.length === 0) makeMore();
    return openPipe(ready.pop() ?? '');
  };
}

function openPipe(path: string): OutputPipe {
  // The reading end first and without waiting, since opening one end of a named pipe waits for the other.
  const reading = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writeEnd = openSync(path, constants.O_WRONLY);
  unlinkSync(path);
  const readable = new Socket({ fd: reading, readable: true, writable: false });
  // A pipe that breaks has ended; what the command did is told by its exit.
  readable.on('error', () => readable.destroy());
  return { readable, writeEnd, closeWriteEnd: () => closeSync(writeEnd) };
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'drover-pipes-'));
  if (folders.size === 0) process.once('exit', removeFolders);
  folders.add(folder);
  return folder;
}

function removeFolders(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

function makeNamedPipes(paths: string[]): void {
  try {
    execFileSync('mkfifo', ['-m', '600', '--', ...paths], { env: { PATH: '/usr/bin:/bin' }, stdio: 'ignore' });
  } catch (cause) {
    throw new Failure('Broken', `mkfifo could not make '${paths[0]}'. It belongs to coreutils, and TMPDIR must be a local folder.`, { cause });
  }
}
