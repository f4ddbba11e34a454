import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BlobRef } from '../../src/domain/ids.ts';
import type { Ports } from '../ports.ts';
import type { ToolWork } from './tool-work.ts';

/** Where commands in the sandbox find whole outputs of earlier commands; OUTPUTS holds it. */
const seenFolder = '/tmp/outputs';
/** So many of the newest ones are shown: sixteen megabytes each at most. */
const shown = 8;

type OutputPorts = Pick<Ports, 'blobs' | 'records' | 'sandbox'>;
type Work = Pick<ToolWork, 'plan' | 'module' | 'step'>;
/** What a command is given to see the outputs: variables, and mounts where the sandbox has a file system of its own. */
type Shown = { env: Record<string, string>; mounts: { from: string; to: string }[] };

/** Keeps an output that is too long to be shown whole; returns the name of its file in OUTPUTS. */
export async function keepOutput(
  { blobs, records }: OutputPorts,
  work: Work,
  place: string,
  output: string,
): Promise<string> {
  const name = `${place.replaceAll('/', '-')}.txt`;
  const blob = await blobs.put(output);
  await records.write(work.plan.migration, `${recordsOf(work)}${name}`, { v: 1, step: 'output', blob });
  return name;
}

/** Writes the newest kept outputs of a module into a folder for the time that `use` takes, so that its commands can read them. */
export async function withOutputs<T>(
  { blobs, records, sandbox }: OutputPorts,
  work: Work,
  use: (shown: Shown) => Promise<T>,
): Promise<T> {
  const names = (await records.list(work.plan.migration, recordsOf(work))).sort(byNumbers).slice(-shown);
  if (names.length === 0) return use({ env: {}, mounts: [] });
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'drover-outputs-')));
  try {
    for (const name of names) {
      const { blob } = (await records.read(work.plan.migration, name)) as { blob: BlobRef };
      await writeFile(join(folder, name.slice(recordsOf(work).length)), await blobs.get(blob));
    }
    const isMounted = sandbox.name === 'bubblewrap';
    return await use({
      env: { OUTPUTS: isMounted ? seenFolder : folder },
      mounts: isMounted ? [{ from: folder, to: seenFolder }] : [],
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function recordsOf({ module }: Pick<Work, 'module'>): string {
  return `modules/${module.key}/outputs/`;
}

/** As they were made: turn 2 before turn 10. */
function byNumbers(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}
