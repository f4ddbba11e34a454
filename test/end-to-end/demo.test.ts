import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderRecords } from '../../src/adapters/records/folder-records.ts';
import type { Verdict } from '../../activities/verify-module.ts';
import { dataFolders } from '../../src/worker/data-folders.ts';
import { demoResult, type DemoResult } from '../support/demo-result.ts';
import { readEvidence } from '../support/read-evidence.ts';
import { until } from '../support/migration-stack.ts';
import { runNodeTests } from '../support/run-node-tests.ts';
import { startProgram, type ProgramEnd } from '../support/start-program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const wrongAtFirst = ['test/bool.js', 'test/parse.js', 'test/short.js', 'test/unknown.js'];
const cleanUps: (() => unknown)[] = [];
const atEnd = (cleanUp: () => unknown) => void cleanUps.unshift(cleanUp);

let plain: DemoResult;
let crashed: DemoResult;
let second: ProgramEnd;

/** One demo undisturbed and one with a crash, side by side; and a third in the data folder of the first, while that works. */
beforeAll(async () => {
  const command = ['npm', 'run', '-s', 'demo', '--', '--json'];
  const [first, withCrash] = await Promise.all([
    startProgram({ command }, atEnd),
    startProgram({ command: [...command, '--crash'] }, atEnd),
  ]);
  await until(() => exists(join(first.dataFolder, 'demo/lock')), Boolean);
  second = await (await startProgram({ command, home: first.home }, atEnd)).ended;
  [plain, crashed] = await Promise.all([demoResult(first), demoResult(withCrash)]);
}, 480_000);

afterAll(async () => {
  for (const cleanUp of cleanUps) await cleanUp();
});

describe('npm run demo', () => {
  test('prints one JSON document on standard output, and says elsewhere that its model is a rehearsal', () => {
    expect(plain.report).toEqual({
      id: expect.stringMatching(/^[a-z0-9-]+$/),
      status: 'completed',
      base: hash(40),
      head: hash(40),
      branch: 'drover/tape-to-node-test',
      modules: expect.any(Array),
      totals: {
        modelCalls: expect.any(Number),
        repeatedModelCalls: 0,
        inFlightAtKill: 0,
        inputTokens: expect.any(Number),
        cachedTokens: expect.any(Number),
        outputTokens: expect.any(Number),
        microUsd: expect.any(Number),
        seconds: expect.any(Number),
      },
      ui: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    });
    expect(plain.stderr).toMatch(/rehearsal/i);
  });

  test('merges all 16 modules, each with stored evidence, a commit of its own, and an approval', async () => {
    const { modules } = plain.report;
    expect(modules).toHaveLength(16);
    for (const module of modules) {
      expect(module).toMatchObject({
        state: 'merged',
        commit: hash(40),
        evidence: hash(64),
        approvedBy: expect.any(String),
      });
      expect(module).toMatchObject({
        key: expect.any(String),
        attempts: expect.any(Number),
        turns: expect.any(Number),
      });
      expect(await readEvidence(plain.data, module.evidence)).toMatchObject({ verdict: 'verified', path: module.path });
    }
    const landed = (await plain.git('rev-list', `${plain.report.base}..${plain.report.branch}`)).split('\n');
    expect(new Set(landed)).toEqual(new Set(modules.map(({ commit }) => commit)));
    expect(landed).toHaveLength(modules.length);
    expect(landed[0]).toBe(plain.report.head);
  });

  test('finds the same tests before and after in all 15 files, 61 in sum, and in the whole suite', () => {
    const files = plain.report.modules.filter(({ path }) => path.startsWith('test/')).map(({ tests }) => tests);
    expect(files).toHaveLength(15);
    for (const tests of files)
      expect(tests).toEqual({ before: tests?.after, after: tests?.before, matched: tests?.before });
    expect(files.reduce((sum, tests) => sum + (tests?.before ?? 0), 0)).toBe(61);
    expect(plain.report.modules.find(({ path }) => path === 'package.json')?.tests).toMatchObject({
      before: 61,
      matched: 61,
    });
  });

  test('finds four first attempts wrong, each in another way, and repairs them in a second one', async () => {
    const { modules } = plain.report;
    expect(modules.filter(({ attempts }) => attempts === 2).map(({ path }) => path)).toEqual(wrongAtFirst);
    expect(
      Object.fromEntries(await Promise.all(wrongAtFirst.map(async (path) => [path, await firstAttempt(plain, path)]))),
    ).toEqual({
      'test/bool.js': { patch: 'applied', findings: ['failing-test'] },
      'test/parse.js': { patch: 'applied', findings: ['changed-expectation', 'fewer-assertions', 'lost-test'] },
      'test/short.js': { patch: 'refused', findings: ['failing-test'] },
      'test/unknown.js': { patch: 'applied', findings: ['changed-expectation', 'constant-assertion'] },
    });
    const reasons = modules.filter(({ path }) => wrongAtFirst.includes(path)).flatMap(({ refused }) => refused);
    expect(new Set(reasons).size).toBe(4);
  });

  test('leaves a branch on which tape stands in the changelog alone, and whose 61 tests pass', async () => {
    const { branch } = plain.report;
    expect(await plain.git('grep', '-l', 'tape', `${branch}`)).toBe(`${branch}:CHANGELOG.md`);
    const clone = join(await temporaryFolder(), 'clone');
    await execa('git', ['clone', '--quiet', '--branch', `${branch}`, plain.repository, clone]);
    const { exitCode, names } = await runNodeTests(clone);
    expect({ exitCode, tests: names.length }).toEqual({ exitCode: 0, tests: 61 });
  });

  test('leaves no process and no temporary file behind', () => {
    expect(plain).toMatchObject({ processes: [], temporary: [] });
  });

  test('refuses a second demo in the same data folder at the same time, and says where the first one runs', () => {
    expect(second).toMatchObject({ exitCode: 2, stdout: '', processes: [], temporary: [] });
    expect(second.stderr).toContain(plain.folder);
  });
});

describe('npm run demo -- --crash', () => {
  test('ends in the same tree, though its worker was killed while model calls were under way', () => {
    expect(crashed.report).toMatchObject({ status: 'completed', base: plain.report.base });
    expect(crashed.tree).toBe(plain.tree);
    expect(outcomes(crashed)).toEqual(outcomes(plain));
    expect(crashed.report.totals.inFlightAtKill).toBeGreaterThanOrEqual(1);
  });

  test('repeats no recorded model call, and beyond those under way at the kill makes no call more', () => {
    const { modelCalls, repeatedModelCalls, inFlightAtKill } = crashed.report.totals;
    expect(repeatedModelCalls).toBe(0);
    expect(modelCalls - plain.report.totals.modelCalls).toBeLessThanOrEqual(inFlightAtKill);
  });

  test('leaves no process and no temporary file behind', () => {
    expect(crashed).toMatchObject({ processes: [], temporary: [] });
  });
});

function hash(digits: number): string {
  return expect.stringMatching(new RegExp(`^[0-9a-f]{${digits}}$`)) as string;
}

function outcomes({ report }: DemoResult) {
  return report.modules.map(({ path, state, attempts, turns, tests, refused }) => ({
    path,
    state,
    attempts,
    turns,
    tests,
    refused,
  }));
}

/** What became of a module's first patch, and the kinds of findings that refused the first attempt. */
async function firstAttempt({ data, report }: DemoResult, path: string) {
  const records = folderRecords(dataFolders(data).records);
  const round = `modules/${report.modules.find((module) => module.path === path)?.key}/round-1`;
  const [verified = ''] = await records.list(report.id, `${round}/verify-attempt-1-`);
  const { result: verdict } = (await records.read(report.id, verified)) as { result: Verdict };
  const { findings } = await readEvidence(data, verdict.evidence);
  const { result: tools } = (await records.read(report.id, `${round}/attempt-1/turn-2/tools`)) as {
    result: { did: string[] };
  };
  return {
    patch: tools.did.some((what) => what.includes('refused')) ? 'refused' : 'applied',
    findings: [...new Set(findings.filter(({ rejects }) => rejects).map(({ kind }) => kind))].sort(),
  };
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
