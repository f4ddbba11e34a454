import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { temporaryFolder } from './support/temporary-folder.ts';

/** Files with one line each that lint must refuse, and what it names then. */
const forbidden: [path: string, line: string, named: string][] = [
  ['workflows/x.ts', "import { readFile } from 'node:fs';", 'node:fs'],
  ['workflows/x.ts', "import { createActivities } from '../activities/index.ts';", '../activities/index.ts'],
  ['workflows/module/x.ts', "import { plan } from '../../src/domain/plan.ts';", '../../src/domain/plan.ts'],
  ['workflows/x.ts', "import { Client } from '@temporalio/client';", '@temporalio/client'],
  ['src/core/x.ts', "import { readFile } from 'fs';", "'fs'"],
  ['src/core/plan/x.ts', "import { z } from 'zod';", 'zod'],
  ['src/core/plan/x.ts', "import type { Store } from '../../ports/store.ts';", '../../ports/store.ts'],
  ['src/core/x.ts', "import { sleep } from '@temporalio/workflow';", '@temporalio/workflow'],
  ['src/core/x.ts', 'export const now = Date.now();', 'Date.now'],
  ['src/domain/x.ts', "import type { Store } from '../ports/store.ts';", '../ports/store.ts'],
  ['src/domain/failure.ts', "import { z } from 'zod';", 'zod'],
  ['src/ports/x.ts', "import { z } from 'zod';", 'zod'],
  ['src/adapters/store/x.ts', "import { readConfig } from '../../config.ts';", '../../config.ts'],
  ['activities/x.ts', "import { gitStore } from '../src/adapters/store/git-store.ts';", 'git-store.ts'],
  ['src/api/x.ts', "import { gitStore } from '../adapters/store/git-store.ts';", 'git-store.ts'],
  ['src/api/main.ts', "import { startWorker } from '../worker/start-worker.ts';", 'start-worker.ts'],
  ['src/api/tokens/x.ts', "import { gitStore } from '../../adapters/store/git-store.ts';", 'git-store.ts'],
  ['src/worker/x.ts', "import { Client } from '@temporalio/client';", '@temporalio/client'],
  ['src/worker/x.ts', "export const home = process.env['HOME'];", 'process.env'],
];

/** The same with lines that it must let pass. */
const allowed: [path: string, line: string][] = [
  ['workflows/x.ts', "import type { Activities } from '../activities/index.ts';"],
  ['workflows/x.ts', "import type { Plan } from '../src/domain/plan.ts';"],
  ['workflows/x.ts', "import { Failure } from '../src/domain/failure.ts';"],
  ['workflows/module/x.ts', "import { next } from '../../src/core/workflow/next.ts';"],
  ['workflows/x.ts', "import { condition } from '@temporalio/workflow';"],
  ['src/core/plan/x.ts', "import { noUsage } from '../../domain/usage.ts';"],
  ['src/core/x.ts', "import { parse } from '@babel/parser';"],
  ['src/domain/x.ts', "import { z } from 'zod';"],
  ['src/adapters/store/x.ts', "import { equal } from '../../core/equal.ts';"],
  ['src/api/main.ts', "import { gitStore } from '../adapters/store/git-store.ts';"],
  ['src/api/tokens/x.ts', "import { writeDurably } from '../../adapters/write-durably.ts';"],
  ['src/client/x.ts', "import { Client } from '@temporalio/client';"],
  ['src/config.ts', "export const home = process.env['HOME'];"],
];

test('what crosses a boundary in the wrong direction is refused', async () => {
  const findings = await lint(forbidden.map(([path, line]) => [path, line]));
  const missed = forbidden.filter(([, , named], index) => !findings[index]?.includes(named));
  expect(missed).toEqual([]);
});

test('what crosses it in the right direction is not', async () => {
  expect(await lint(allowed)).toEqual(allowed.map(() => ''));
});

/**
 * Lints files of one line under this repository's rules, and returns what is said of each one's imports and globals. The names
 * are used, so that nothing else is wrong.
 */
async function lint(files: [path: string, line: string][]): Promise<string[]> {
  const root = await temporaryFolder();
  await cp('.oxlintrc.json', join(root, '.oxlintrc.json'));
  await symlink(resolve('node_modules'), join(root, 'node_modules'));
  const paths = files.map(([path], index) => (path.endsWith('/x.ts') ? path.replace('x.ts', `x-${index}.ts`) : path));
  for (const [index, [, line]] of files.entries()) {
    const [, name] = /\{ (\w+) \}/.exec(line) ?? [];
    const use = line.startsWith('import type')
      ? `export type Used = ${name};`
      : name
        ? `export const used = ${name};`
        : '';
    await mkdir(dirname(join(root, paths[index] ?? '')), { recursive: true });
    await writeFile(join(root, paths[index] ?? ''), `${line}\n${use}\n`);
  }
  const { stdout } = await execa(resolve('node_modules/.bin/oxlint'), ['--format', 'unix', ...paths], {
    cwd: root,
    reject: false,
  });
  const boundaries = stdout.split('\n').filter((finding) => /restricted|process/.test(finding));
  return paths.map((path) => boundaries.filter((finding) => finding.startsWith(`${path}:`)).join('\n'));
}
