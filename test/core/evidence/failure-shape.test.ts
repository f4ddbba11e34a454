import { describe, expect, it } from 'vitest';
import { failureShape } from '../../../src/core/evidence/failure-shape.ts';
import type { Finding } from '../../../src/domain/finding.ts';

const failing = (subject: string, detail: string, rejects = true): Finding => ({
  kind: 'failing-test',
  rejects,
  subject,
  detail,
});
const shape = (...findings: Finding[]) => failureShape(findings, 'src/a.js');

describe('failureShape', () => {
  it('is the same for failures that differ in times, lines and order', () => {
    const one = shape(failing('t1', 'a.js:12: took 15 ms'), failing('t2', 'expected 3'));
    expect(shape(failing('t2', 'expected 3'), failing('t1', 'a.js:31: took 9 ms'))).toBe(one);
  });

  it('differs where another test fails, one fewer does, or one fails in another way', () => {
    const both = shape(failing('t1', 'expected a value'), failing('t2', 'expected a value'));
    expect(shape(failing('t1', 'expected a value'))).not.toBe(both);
    expect(shape(failing('t1', 'expected a value'), failing('t3', 'expected a value'))).not.toBe(both);
    expect(shape(failing('t1', 'expected a value'), failing('t2', 'it is not a function'))).not.toBe(both);
  });

  it('looks at what rejects alone', () => {
    expect(shape(failing('t1', 'slow', false))).toBe(shape());
  });
});
