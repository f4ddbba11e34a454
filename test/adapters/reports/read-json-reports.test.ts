import { describe, expect, it } from 'vitest';
import { outcomes, readFixture, readText } from './read-fixture.ts';

const roots = ['/repo'];
const shared = [
  'passed cart > adds',
  'failed cart > fails & says <why>',
  'skipped cart > left out',
  'skipped cart > later',
  'passed cart > deep > leaf',
  'passed cart > deep > leaf #2',
  'failed test/broken.test.js',
  'failed test/empty.test.js',
];

describe.each(['jest', 'vitest'])('JSON of %s', (runner) => {
  const fixture = runner === 'jest' ? 'jest-30.json' : 'vitest-4.json';

  it('is recognised, and names tests by the blocks around them and by their files', async () => {
    const report = await readFixture(fixture, { roots });
    expect(report.format).toBe(`${runner}-json`);
    expect(report.problems).toEqual([]);
    expect(outcomes(report)).toEqual(expect.arrayContaining(shared));
    expect(report.tests.map(({ file }) => file)).toEqual([
      'test/another.test.js',
      'test/broken.test.js',
      ...Array.from({ length: 10 }, () => 'test/cart.test.js'),
      'test/empty.test.js',
    ]);
    const failed = report.tests.find(({ id }) => id === 'cart > fails & says <why>');
    expect(failed?.message).toMatch(/3 to be 4|Expected: 4/);
    expect(failed?.milliseconds).toBeGreaterThan(0);
  });

  it('counts a file that could not be loaded as failed, and says why', async () => {
    const { tests } = await readFixture(fixture, { roots });
    const broken = tests.find(({ id }) => id === 'test/broken.test.js');
    expect(broken).toMatchObject({ outcome: 'failed', covers: [] });
    expect(broken?.message).toContain("Cannot find module './not-there.js'");
  });

  it('lists files in the order of their paths, whichever ended first', async () => {
    const json = JSON.stringify({
      numTotalTestSuites: 2,
      testResults: ['b', 'a'].map((name) => ({
        name: `/repo/${name}.test.js`,
        status: 'passed',
        assertionResults: [{ ancestorTitles: [], title: 'works', status: 'passed' }],
      })),
    });
    const { tests } = readText(json, { roots });
    expect(tests.map(({ id, file }) => `${id} ${file}`)).toEqual(['works a.test.js', 'works #2 b.test.js']);
  });
});

describe("mocha's JSON", () => {
  it('is recognised, and names tests by the blocks around them, which it joins by blanks', async () => {
    const report = await readFixture('mocha-11.json', { roots });
    expect(report).toMatchObject({ format: 'mocha-json', problems: [] });
    expect(outcomes(report)).toEqual([
      'passed stands alone',
      'passed stands alone #2',
      'passed cart > adds',
      'failed cart > fails & says <why>',
      'skipped cart > left out',
      'skipped cart > later',
      'passed cart deep > leaf',
      'passed cart deep > leaf #2',
      'passed torn after > runs first',
      'failed torn > "before all" hook for "never runs"',
      'failed torn after > "after each" hook for "runs first"',
    ]);
    expect(report.tests.map(({ file }) => file)).toEqual([
      'test/another.test.js',
      ...Array.from({ length: 10 }, () => 'test/cart.test.js'),
    ]);
  });

  it('says which tests a failing hook keeps from running', async () => {
    const { tests } = await readFixture('mocha-11.json');
    expect(tests.at(-2)?.covers).toEqual(['torn > ', 'torn ']);
  });
});

describe('JSON among other output', () => {
  const one = (title: string): string =>
    `{"numFailedTestSuites":0,"numRuntimeErrorTestSuites":0,"testResults":[{"name":"/repo/a.js","status":"passed","assertionResults":[{"title":"${title}","status":"passed"}]}],"wasInterrupted":false}`;

  it('is found between the lines of npm, and read once for each package', () => {
    const report = readText(`> test\n> jest --json\n\n${one('first')}\n\n> test\n${one('second')}\nbye\n`);
    expect(report.format).toBe('jest-json');
    expect(outcomes(report)).toEqual(['passed first', 'passed second']);
  });

  it('is found over many lines, as mocha and formatters print it', async () => {
    const formatted = JSON.stringify(JSON.parse(one('works')), undefined, 2);
    expect(outcomes(readText(`> test\n${formatted}\nbye\n`))).toEqual(['passed works']);
  });

  it('marks what passed only when the runner had run it again', () => {
    const retried = one('shaky').replace('"status":"passed"}]', '"status":"passed","retryReasons":["Error: no"]}]');
    expect(readText(retried).tests).toEqual([{ id: 'shaky', outcome: 'passed', flaky: true }]);
  });

  it.each([
    ['one that was cut off', one('a').slice(0, 100), "can't be read: it is cut off"],
    ['another shape', '{"numTotalTests":3,"testResults":7}', 'no report of jest or vitest: testResults'],
    ['a run that was interrupted', one('a').replace('Interrupted":false', 'Interrupted":true'), 'was interrupted'],
    [
      'counts that disagree',
      '{"stats":{"suites":1,"tests":3},"tests":[],"pending":[],"failures":[],"passes":[]}',
      'counts 3 tests and lists 0',
    ],
  ])('makes a problem of %s', (_what, text, problem) => {
    expect(readText(text).problems.join()).toContain(problem);
  });

  it('is no report when other tools print JSON', () => {
    expect(readText('{"numFiles": 3}\n{"stats": {"files": 1}}\n[]\n').format).toBe('exit-code');
  });

  it('is read under the name that was asked for, and missed when it is not there', () => {
    expect(readText(one('a'), { format: 'jest-json' }).tests).toHaveLength(1);
    expect(readText('TAP version 13\n1..0\n', { format: 'vitest-json' }).problems[0]).toMatch(
      /^no JSON of vitest was found/,
    );
    expect(readText(one('a'), { format: 'mocha-json' }).problems[0]).toMatch(/^no JSON of mocha was found/);
  });
});
