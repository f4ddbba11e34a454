import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { outcomes, readFixture, readText } from './read-fixture.ts';
import { reportOf } from '../../support/report-of.ts';

const shop = 'example.com/shop';

async function readGo(version: string) {
  const stderr = await readFile(new URL(`fixtures/go-${version}.stderr`, import.meta.url));
  return readFixture(`go-${version}.stdout`, { stderr, exitCode: 1 });
}

describe.each(['1.21', '1.23', '1.26'])("the output of 'go test -json' as Go %s prints it", (version) => {
  it('names tests by package and subtests, and counts the innermost ones and those that failed by themselves', async () => {
    const report = await readGo(version);
    expect(report.format).toBe('go-test-json');
    expect(report.problems).toEqual([]);
    const cart = outcomes(report).filter((line) => line.includes(`${shop}/cart`));
    expect(cart.map((line) => line.replace(`${shop}/cart > `, '')).sort()).toEqual(
      [
        'passed TestAdds',
        'failed TestFails',
        'skipped TestLeftOut',
        'passed TestEach > one',
        'passed TestEach > with_blank',
        'failed TestEach > a > b',
        'passed TestEach > one#01',
        'passed TestOwnFailure > child',
        'failed TestOwnFailure',
        'skipped TestDeep > outer > inner',
        'passed TestParallel > p0',
        'failed TestParallel > p1',
        'passed FuzzSeed > seed#0',
        'passed Example_greeting',
        'failed Example_wrong',
      ].sort(),
    );
  });

  it('gives the output of a failed test as its message, and nothing of its frame', async () => {
    const message = await messageOf(version, 'cart > TestFails');
    expect(message).toBe(
      'printed to standard output\n    cart_test.go:12: one is 2\n    cart_test.go:13: and <more> & "quoted"',
    );
    expect(await messageOf(version, 'cart > TestEach > a > b')).toContain('slash is wrong');
    expect(await messageOf(version, 'cart > Example_wrong')).toContain('want:\ngoodbye');
  });

  it('reports a package that can not be built as a failed test with the words of the compiler', async () => {
    expect(await messageOf(version, 'broken > (build failed)')).toMatch(/can't be built: .*undefined: undefined$/s);
    expect(await messageOf(version, 'nosetup > (build failed)')).toContain('no required module provides package');
    expect(await messageOf(version, 'vet > (build failed)')).toContain('has arg "text" of wrong type string');
    const broken = (await readGo(version)).tests.find(({ id }) => id.includes('/broken > '));
    expect(broken?.covers).toEqual([`${shop}/broken > `]);
  });

  it('reports a panic as the failure of the test that panicked', async () => {
    const tests = outcomes(await readGo(version)).filter((line) => line.includes(`${shop}/panics`));
    expect(tests).toEqual([`passed ${shop}/panics > TestBefore`, `failed ${shop}/panics > TestPanics > sub`]);
    expect(await messageOf(version, 'panics > TestPanics > sub')).toMatch(/^panic: assignment to entry in nil map/);
  });

  it('reports a test that was running when the time was up as failed', async () => {
    expect(await messageOf(version, 'slow > TestWaits')).toContain('panic: test timed out after 2s');
  });

  it('reports a package that fails by itself', async () => {
    expect(await messageOf(version, 'inits > (failed outside of its tests)')).toMatch(/^panic: no configuration/);
    expect(outcomes(await readGo(version))).toContain(`passed ${shop}/exits > TestFine`);
    expect(await messageOf(version, 'exits > (failed outside of its tests)')).toContain('FAIL');
  });

  it('takes a package without tests for none', async () => {
    expect(outcomes(await readGo(version)).join('\n')).not.toContain(`${shop}/plain`);
  });
});

describe("the output of 'go test -json'", () => {
  const event = (action: string, more: object = {}) => JSON.stringify({ Action: action, Package: 'p', ...more });
  const green = [event('start'), event('run', { Test: 'TestA' }), event('pass', { Test: 'TestA' }), event('pass')];

  it('is recognised behind the lines of a Makefile, and in the file that REPORT names', () => {
    expect(readText(`go test -json ./...\n${green.join('\n')}\n`).format).toBe('go-test-json');
    const reportFile = new TextEncoder().encode(green.join('\n'));
    expect(outcomes(readText('all fine', { reportFile }))).toEqual(['passed p > TestA']);
  });

  it('is not taken for what a test prints as JSON', () => {
    expect(readText('{"level":"info","Action":"start"}\n').format).toBe('exit-code');
  });

  it('proves nothing when it ends before a package does', () => {
    const report = readText(green.slice(0, -1).join('\n'));
    expect(report.problems).toEqual([expect.stringMatching(/ends before package p does/)]);
  });

  it('takes a test that is run again for a test of its own', () => {
    const again = [event('run', { Test: 'TestA' }), event('fail', { Test: 'TestA' })];
    const text = [...green.slice(0, -1), ...again, event('fail')].join('\n');
    expect(outcomes(readText(text))).toEqual(['passed p > TestA', 'failed p > TestA #2']);
    expect(outcomes(readText([...green, ...green].join('\n')))).toEqual(['passed p > TestA', 'passed p > TestA #2']);
  });

  it('knows no test in a benchmark', () => {
    const benchmark = [event('start'), event('run', { Test: 'BenchmarkA' }), event('pass')];
    expect(readText(benchmark.join('\n'))).toEqual(reportOf([], { format: 'go-test-json' }));
  });

  it('says what a Go before 1.24 said of a package that can not be built, when it ran nothing else', () => {
    const stderr = new TextEncoder().encode('# p [p.test]\n./a_test.go:3:2: undefined: x\n');
    const report = readText('FAIL\tp [build failed]\nFAIL\n', { format: 'go-test-json', stderr, exitCode: 1 });
    expect(report.tests).toMatchObject([
      { id: 'p > (build failed)', outcome: 'failed', message: expect.stringContaining('undefined: x') },
    ]);
  });

  it('is a problem when it was asked for and there is none', () => {
    expect(readText('', { format: 'go-test-json', exitCode: 1 }).problems[0]).toMatch(
      /^no output of 'go test -json' was found/,
    );
  });

  it('is read quickly when it was made to be slow', () => {
    const deep = event('fail', { Test: `T${'/x'.repeat(1_000_000)}` });
    const wide = Array.from({ length: 20_000 }, (_, index) => event('fail', { Test: `T/${index}/x/y/z` }));
    const begun = performance.now();
    expect(readText([event('start'), deep, ...wide, event('fail')].join('\n')).tests).toHaveLength(20_001);
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});

async function messageOf(version: string, end: string): Promise<string> {
  const test = (await readGo(version)).tests.find(({ id }) => id === `${shop}/${end}`);
  expect(test?.outcome).toBe('failed');
  return test?.message ?? '';
}
