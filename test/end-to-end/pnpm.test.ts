import { stripVTControlCharacters } from 'node:util';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { npmEnvironment } from '../../src/dev/demo/npm-environment.ts';
import { editingBrain, type Files } from '../support/editing-brain.ts';
import { checkOut, runExample } from '../support/example.ts';
import { recordingBrain } from '../support/recording-brain.ts';
import { told } from '../support/told.ts';
import { toVitest } from '../support/to-vitest.ts';

/** What a person would make of a package. */
function migrate(files: Record<string, string>): Files {
  return Object.fromEntries(
    Object.entries(files).flatMap(([path, content]): [string, string | undefined][] => {
      if (path.endsWith('/package.json')) return [[path, content.replace('"test": "jest"', '"test": "vitest run"')]];
      if (!content.includes('expect(')) return [];
      const found = path.replace(/(?<!\.test)\.js$/, '.test.js');
      return found === path
        ? [[path, toVitest(content)]]
        : [
            [path, undefined],
            [found, toVitest(content)],
          ];
    }),
  );
}

/** Mistakes that a model makes: what jest had is called that no longer is, and a file keeps a name by which vitest does not find it. */
const model = recordingBrain(
  editingBrain(migrate, {
    'packages/events': (right) => ({
      ...right,
      'packages/events/test/events.test.js': right['packages/events/test/events.test.js']?.replace(
        'vi.fn()',
        'jest.fn()',
      ),
    }),
    'packages/cart': ({ 'packages/cart/__tests__/cart.test.js': content, ...right }) => ({
      ...right,
      'packages/cart/__tests__/cart.js': content,
    }),
  }),
);

describe('examples/pnpm', () => {
  test('moves a pnpm workspace from jest to vitest, package by package, and misses the tests that vitest does not find', async () => {
    const sources = 'examples/pnpm/workspace';
    const environment = { path: [], env: await npmEnvironment() };
    const { brain } = model;
    const { report, repository, evidence } = await runExample({ name: 'pnpm', sources, environment, brain });

    expect(report).toMatchObject({ status: 'completed', branch: 'drover/vitest' });
    const states = report.modules.map(({ path, state, attempts }) => [path, `${state} ${attempts}`]);
    expect(Object.fromEntries(states)).toEqual({
      first: 'merged 0',
      'packages/cart': 'merged 2',
      'packages/catalogue': 'merged 1',
      'packages/discounts': 'merged 1',
      'packages/events': 'merged 2',
      'packages/ids': 'merged 1',
      'packages/money': 'merged 1',
      'packages/orders': 'merged 1',
      'packages/receipts': 'merged 1',
      'packages/text': 'merged 1',
      last: 'merged 0',
    });
    for (const { path, evidence: ref } of report.modules) {
      if (!path.startsWith('packages/')) continue;
      const { before, after, findings, tests } = await evidence(ref);
      expect([before, after].map(({ commands }) => commands[0]?.report.format)).toEqual(['jest-json', 'vitest-json']);
      const [was, is] = [before, after].map(({ commands }) =>
        commands[0]?.report.tests.map(({ id, outcome }) => `${id}: ${outcome}`).toSorted(),
      );
      expect(tests, path).toEqual({ before: was?.length, after: was?.length, matched: was?.length });
      // vitest quotes the strings in the titles of test.each, which jest does not: matched all the same, and shown to the reviewer.
      if (path === 'packages/text') {
        expect(findings).toContainEqual(expect.objectContaining({ kind: 'renamed-test', rejects: false }));
        expect(is).toContain("slug > makes 'red-apples' of 'Red Apples': passed");
      } else expect(is, path).toEqual(was);
      expect(findings).toContainEqual(expect.objectContaining({ kind: 'config-change', rejects: false }));
    }
    expect(told(model, 'packages/cart')).toContain("'a cart > adds up' passed before and is gone");
    expect(told(model, 'packages/events')).toContain('jest is not defined');

    const folder = await checkOut(repository, 'drover/vitest');
    expect(await execa('grep', ['-rn', 'jest', '--include=*.js*', '.'], { cwd: folder, reject: false })).toMatchObject({
      exitCode: 1,
    });
    const pnpm = (...args: string[]) =>
      execa('npx', ['--yes', 'pnpm@10.34.8', ...args], { cwd: folder, stdin: 'ignore' });
    await pnpm('install', '--frozen-lockfile');
    const { stdout } = await pnpm('--recursive', 'test');
    expect(stripVTControlCharacters(stdout).match(/ Tests +\d+ passed/g)).toHaveLength(9);
  }, 600_000);
});
