import { describe, expect, it } from 'vitest';
import { outcomes, readText } from './read-fixture.ts';
import { reportOf } from '../../support/report-of.ts';

const tap = 'TAP version 13\n# adds\nok 1 x\n1..1\n';
const junit = '<testsuites><testsuite name="s"><testcase name="from xml"/></testsuite></testsuites>';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the format of a report', () => {
  it('is found in the report file first, then on standard output', () => {
    expect(outcomes(readText(tap, { reportFile: bytes(junit) }))).toEqual(['passed s > from xml']);
    expect(outcomes(readText(tap, { reportFile: bytes('') }))).toEqual(['passed adds']);
    expect(outcomes(readText(tap, { reportFile: bytes('{"json": true}') }))).toEqual(['passed adds']);
  });

  it('is JUnit also when the tests printed something that looks like TAP before it', () => {
    expect(readText(`ok 99 - not a test\n${junit}\n`).format).toBe('junit');
  });

  it('is TAP also when the tests printed XML', () => {
    expect(readText(tap.replace('# adds', '<testsuite name="printed"/>\n# adds')).format).toBe('tap');
  });

  it("is no TAP for the lines of 'go test', which begin with ok", () => {
    expect(readText('ok  \tshop/cart\t0.003s\nok  \tshop/till\t0.004s\n')).toEqual(
      reportOf([], { format: 'exit-code' }),
    );
  });

  it('is the exit code when there is no report, or when only that is asked for', () => {
    expect(readText('all fine\n').format).toBe('exit-code');
    expect(readText(tap, { format: 'exit-code' })).toEqual(reportOf([], { format: 'exit-code' }));
  });

  it('is found quickly behind millions of empty lines', () => {
    expect(readText(`${'\n'.repeat(4_000_000)}${junit}`).format).toBe('junit');
    expect(readText(`${'\n'.repeat(4_000_000)}${tap}`).format).toBe('tap');
  });

  it('is a problem when a report was asked for and there is none', () => {
    expect(readText('sh: tape: not found\n', { format: 'tap', exitCode: 127 }).problems[0]).toMatch(
      /^no TAP was found.*exit code 127/,
    );
    expect(readText('', { format: 'junit', exitCode: null }).problems[0]).toMatch(/^no JUnit XML was found.*a signal/);
  });
});
