import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { applyPatch } from '../../../src/core/patch/apply-patch.ts';
import type { PatchFile } from '../../../src/core/patch/patch-file.ts';
import { patchPaths } from '../../../src/core/patch/patch-paths.ts';
import type { PatchResult } from '../../../src/core/patch/patch-result.ts';
import { parentPaths } from '../../../src/core/paths/parent-paths.ts';
import { pathMatcher } from '../../../src/core/paths/path-matcher.ts';

/**
 * A scenario is a folder: `input/` (none: no files), `patch.txt`, and either `expected/` or `refused.txt`, each of whose lines must be in
 * the problems. `options.json` may set the fields below.
 */
type Options = {
  mayChange?: string[];
  /** Modes of input files, where not 100644. */
  modes?: Record<string, PatchFile['mode']>;
  /** Modes of the files after the patch, for those that the scenario is about. */
  expectedModes?: Record<string, PatchFile['mode']>;
  alreadyApplied?: string[];
};

const root = fileURLToPath(new URL('../../scenarios/patch', import.meta.url));

describe('patch scenarios', () => {
  const names = readdirSync(root).toSorted();

  test('there are some', () => {
    expect(names.length).toBeGreaterThan(60);
  });

  test.each(names)('%s', (name) => {
    const folder = join(root, name);
    const options = JSON.parse(readIfThere(join(folder, 'options.json'))?.toString() ?? '{}') as Options;
    const input = readFiles(join(folder, 'input'), options.modes ?? {});
    const patch = readFileSync(join(folder, 'patch.txt'), 'utf8');
    const result = run(patch, input, options);
    const refused = readIfThere(join(folder, 'refused.txt'));
    if (refused !== undefined) {
      const problems = result.kind === 'refused' ? result.problems.join('\n') : 'the patch was applied';
      for (const line of refused.toString().split('\n').filter(Boolean)) expect(problems).toContain(line);
      return;
    }
    if (result.kind === 'refused') throw new Error(result.problems.join('\n'));
    const after = changed(input, result);
    expect(toBytes(after)).toEqual(toBytes(readFiles(join(folder, 'expected'), {})));
    for (const [path, mode] of Object.entries(options.expectedModes ?? {}))
      expect([path, after.get(path)?.mode]).toEqual([path, mode]);
    expect(result.alreadyApplied).toEqual(options.alreadyApplied ?? []);
  });
});

/** Gives the engine the files that `patchPaths` names and those in the way of new folders, as a caller with a store would. */
function run(patch: string, input: Map<string, PatchFile>, options: Options): PatchResult {
  const readable = new Set(patchPaths(patch).flatMap((path) => [path, ...parentPaths(path)]));
  return applyPatch(patch, {
    read: (path) => {
      if (!readable.has(path)) throw new Error(`the engine read ${path}, which patchPaths did not name`);
      return input.get(path);
    },
    mayChange: pathMatcher(options.mayChange ?? ['**']),
  });
}

function changed(input: Map<string, PatchFile>, result: PatchResult & { kind: 'applied' }): Map<string, PatchFile> {
  const after = new Map(input);
  for (const change of result.changes) {
    if (change.kind === 'delete') expect(after.delete(change.path)).toBe(true);
    else after.set(change.path, { mode: change.mode, content: change.content });
  }
  return after;
}

function readFiles(folder: string, modes: Record<string, PatchFile['mode']>): Map<string, PatchFile> {
  const files = new Map<string, PatchFile>();
  for (const entry of readdirIfThere(folder)) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = relative(folder, file).split(sep).join('/');
    files.set(path, { mode: modes[path] ?? '100644', content: readFileSync(file) });
  }
  return files;
}

function toBytes(files: Map<string, PatchFile>): Record<string, string> {
  // Latin-1 shows every byte as one character, so that a difference can be read.
  return Object.fromEntries([...files].map(([path, file]) => [path, Buffer.from(file.content).toString('latin1')]));
}

function readIfThere(file: string): Buffer | undefined {
  return whenThere(() => readFileSync(file));
}

function readdirIfThere(folder: string) {
  return whenThere(() => readdirSync(folder, { recursive: true, withFileTypes: true })) ?? [];
}

function whenThere<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
