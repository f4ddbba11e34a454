import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { contentText } from '../../src/core/conversation/content-text.ts';
import { npmEnvironment } from '../../src/dev/demo/npm-environment.ts';
import { editingBrain, type Files } from '../support/editing-brain.ts';
import { checkOut, runExample } from '../support/example.ts';
import { recordingBrain } from '../support/recording-brain.ts';
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
const { brain, requests } = recordingBrain(
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

/** All that the model was told about a module. */
function told(module: string): string {
  return (requests(module).at(-1)?.items ?? []).map((item) => contentText(item['content'])).join('\n');
}

describe('examples/pnpm', () => {
  test('moves a pnpm workspace from jest to vitest, package by package, and misses the tests that vitest does not find', async () => {
    const sources = 'examples/pnpm/workspace';
    const environment = { path: [], env: await npmEnvironment() };
    const { report, repository, evidence } = await runExample({ name: 'pnpm', sources, environment, brain });
    console.log(JSON.stringify(report, null, 1));
    for (const module of report.modules) {
      const { tests, before, after } = await evidence(module.evidence);
      console.log(
        module.path,
        module.state,
        module.attempts,
        JSON.stringify(tests),
        JSON.stringify(before.commands[0]?.report.tests.map((t) => t.id)),
        JSON.stringify(after.commands[0]?.report.tests.map((t) => t.id)),
      );
    }
    console.log(told('packages/cart').slice(-1500), told('packages/events').slice(-1500));
    const folder = await checkOut(repository, 'drover/vitest');
    console.log(await execa('git', ['log', '--oneline', '--stat'], { cwd: folder }));
  }, 1_200_000);
});
