import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Evidence, Verification } from '../../src/domain/evidence.ts';
import { activitiesForTest } from '../support/ports-for-test.ts';
import { gitRepository } from '../support/git-repository.ts';
import { smallMigration } from '../support/small-migration.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Tests whose outcome depends on how often commands have been run: by a file of the host that they see, and can't change. */
async function begin(redRuns: Record<'steady' | 'flaky', string>, flaky: object = {}) {
  const host = await temporaryFolder();
  await mkdir(join(host, 'bin'));
  const source = `
    const runs = require('fs').readFileSync('${host}/runs', 'utf8');
    const test = require('node:test'); const assert = require('assert');
    for (const [name, red] of Object.entries(${JSON.stringify(redRuns)}))
      test(name, () => assert.ok(!new RegExp('^(?:' + red + ')$').test(runs)));`;
  const repository = await gitRepository({ 'a.js': source });
  const test = await activitiesForTest({
    ...smallMigration(repository.folder),
    environment: { path: [join(host, 'bin')] },
    tests: { flaky },
  });
  const { sandbox } = test.ports;
  let runs = 0;
  // The real sandbox; before each command, the host counts it.
  test.ports.sandbox = Object.create(sandbox, {
    run: {
      value: async (...given: Parameters<typeof sandbox.run>) => {
        runs += 1;
        await writeFile(join(host, 'runs'), String(runs));
        return sandbox.run(...given);
      },
    },
  }) as typeof sandbox;
  const { base: start } = test.prepared;
  const baseline = await test.run('measureBaseline', { ...test.step, start });
  const read = async <T>(ref: string): Promise<T> =>
    JSON.parse(new TextDecoder().decode(await test.ports.blobs.get(ref))) as T;
  const verify = async (comment: string, step = 'attempt-1') => {
    const content = new TextEncoder().encode(`${source}\n// ${comment}\n`);
    const commit = await test.ports.store.commit(start, [{ kind: 'write', path: 'a.js', mode: '100644', content }], {
      ...{ subject: 's', migration: 'm', module: 'a.js', step, date: 1 },
    });
    const input = { ...test.step, start, commit, baseline: baseline.baseline, step };
    const { evidence } = await test.run('verifyModule', input);
    return read<Evidence>(evidence);
  };
  return { baseline, before: await read<Verification>(baseline.baseline), verify, runs: () => runs };
}

const never = '0';

it('a test that fails newly and passes when it is run again counts as passed, and is shown as flaky', async () => {
  const { verify, runs, before } = await begin({ steady: never, flaky: '2' });
  expect([runs(), before.commands[0]?.reruns]).toEqual([1, undefined]);
  const evidence = await verify('changed');
  expect(runs()).toBe(3);
  expect(evidence.verdict).toBe('verified');
  expect(evidence.after.commands[0]).toMatchObject({ exitCode: 0, reruns: { count: 1, flaky: ['flaky'] } });
  expect(evidence.findings.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual(['flaky-test flaky']);
});

it('a test that fails each time fails, however often it may be run', async () => {
  const { verify, runs } = await begin({ steady: '[2-9]', flaky: '[23]' }, { rerun: 3 });
  const evidence = await verify('changed');
  expect(runs()).toBe(5);
  expect(evidence.verdict).toBe('rejected');
  expect(evidence.after.commands[0]).toMatchObject({ exitCode: 1, reruns: { count: 3, flaky: ['flaky'] } });
});

it('a test that was flaky before excuses none that fails now', async () => {
  const flaky = await begin({ steady: never, flaky: '[13456]' });
  expect(flaky.baseline).toMatchObject({ tests: 2, failing: 0 });
  expect(flaky.before.commands[0]?.reruns).toEqual({ count: 1, flaky: ['flaky'] });
  expect((await flaky.verify('changed')).verdict).toBe('rejected');
  expect(flaky.runs()).toBe(4);
});

it('a test that was red each time before is not run again after', async () => {
  const red = await begin({ steady: never, flaky: '[1-9]' });
  expect(red.baseline).toMatchObject({ tests: 2, failing: 1 });
  expect(red.runs()).toBe(2);
  expect((await red.verify('changed')).findings.map(({ kind }) => kind)).toEqual(['known-failure']);
  expect(red.runs()).toBe(3);
});

it('nothing is run again where the migration says so', async () => {
  const { verify, runs } = await begin({ steady: never, flaky: '2' }, { rerun: 0 });
  expect((await verify('changed')).verdict).toBe('rejected');
  expect(runs()).toBe(2);
});
