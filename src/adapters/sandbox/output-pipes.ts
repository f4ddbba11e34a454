import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Failure } from '../../domain/failure.ts';

/** A pipe with its write end still open here: hand it to a process, then `closeWriteEnd`. */
export type OutputPipe = { readable: Readable; writeEnd: number; closeWriteEnd: () => void };

/** So many are made by one `mkfifo`, which takes a process of about 2 ms; two serve a command. */
const batch = 32;

/**
 * Makes real pipes for commands to write to. What Node calls 'pipe' is a socket, and opening /dev/stdout or /dev/stderr, as many
 * shell scripts do, fails on a socket. Node can't make a pipe, but it can open a named one, whose name is removed at once.
 */
export function outputPipes(): () => OutputPipe {
  let readEnds: number[] = [];
  return () => {
    if (readEnds.length === 0) readEnds = makePipes();
    return completePipe(readEnds.pop() ?? -1);
  };
}

function completePipe(readEnd: number): OutputPipe {
  // The pipe has no name any more, but Linux opens it again by its descriptor.
  const writeEnd = openSync(`/proc/self/fd/${readEnd}`, constants.O_WRONLY);
  const readable = new Socket({ fd: readEnd, readable: true, writable: false });
  // A pipe that breaks has ended; what the command did is told by its exit.
  readable.on('error', () => readable.destroy());
  return { readable, writeEnd, closeWriteEnd: () => closeSync(writeEnd) };
}

/** Returns the read ends, in a state where reading does not wait. */
function makePipes(): number[] {
  let folder = tmpdir();
  try {
    folder = mkdtempSync(join(folder, 'drover-pipes-'));
    return pipesIn(folder);
  } catch (cause) {
    throw new Failure(
      'Broken',
      `mkfifo could not make named pipes in '${folder}'. It belongs to coreutils, and TMPDIR must be a local folder that can be written.`,
      { cause },
    );
  } finally {
    if (folder !== tmpdir()) rmSync(folder, { recursive: true, force: true });
  }
}

function pipesIn(folder: string): number[] {
  const paths = Array.from({ length: batch }, (_, index) => join(folder, String(index)));
  execFileSync('mkfifo', ['-m', '600', '--', ...paths], { env: { PATH: '/usr/bin:/bin' }, stdio: 'ignore' });
  // Opening for reading alone would wait for a writer.
  return paths.map((path) => openSync(path, constants.O_RDONLY | constants.O_NONBLOCK));
}
