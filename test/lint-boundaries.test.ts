import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { execa } from 'execa';
import { beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from './support/temporary-folder.ts';

let root: string;

beforeEach(async () => {
  root = await temporaryFolder();
  await cp('.oxlintrc.json', join(root, '.oxlintrc.json'));
  await symlink(resolve('node_modules'), join(root, 'node_modules'));
});

test.each([
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
  ['src/worker/x.ts', "import { Client } from '@temporalio/client';", '@temporalio/client'],
  ['src/worker/x.ts', "export const home = process.env['HOME'];", 'process.env'],
])('%s may not say %s', async (path, line, named) => {
  const { exitCode, stdout } = await lint(path, line);
  expect(stdout).toContain(named);
  expect(exitCode).toBe(1);
});

test.each([
  ['workflows/x.ts', "import type { Activities } from '../activities/index.ts';"],
  ['workflows/x.ts', "import type { Plan } from '../src/domain/plan.ts';"],
  ['workflows/x.ts', "import { Failure } from '../src/domain/failure.ts';"],
  ['workflows/module/x.ts', "import { next } from '../../src/core/workflow/next.ts';"],
  ['workflows/x.ts', "import { condition } from '@temporalio/workflow';"],
  ['src/core/plan/x.ts', "import { noUsage } from '../../domain/usage.ts';"],
  ['src/core/x.ts', "import { parse } from '@babel/parser';"],
  ['src/domain/x.ts', "import { z } from 'zod';"],
  ['src/adapters/store/x.ts', "import { equal } from '../../core/equal.ts';"],
  ['src/client/x.ts', "import { Client } from '@temporalio/client';"],
  ['src/config.ts', "export const home = process.env['HOME'];"],
])('%s may say %s', async (path, line) => {
  expect((await lint(path, line)).stdout).not.toMatch(/restricted|process\.env/);
});

/** Lints a file of one line under this repository's rules. The line's names are used, so that nothing else is wrong with it. */
async function lint(path: string, line: string) {
  const names = /\{ (\w+) \}/.exec(line);
  const use = !names
    ? ''
    : line.startsWith('import type')
      ? `export type Used = ${names[1]};`
      : `export const used = ${names[1]};`;
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), `${line}\n${use}\n`);
  return execa(resolve('node_modules/.bin/oxlint'), ['--format', 'unix', path], { cwd: root, reject: false });
}
