import { describe, expect, it } from 'vitest';
import { evidenceLines } from '../../../src/core/evidence/evidence-lines.ts';
import type { Finding } from '../../../src/domain/finding.ts';

const known: Finding = { kind: 'known-failure', rejects: false, subject: 'b', detail: "test 'b' failed before, too." };
const failing: Finding = { kind: 'failing-test', rejects: true, subject: 'a', detail: "test 'a' fails now: one\ntwo" };

describe('findings as lines for the model', () => {
  it('begin with what must be repaired, and indent the lines of messages', () => {
    expect(evidenceLines([known, failing])).toBe(
      "To repair:\n- failing-test: test 'a' fails now: one\n    two\nFor information:\n- known-failure: test 'b' failed before, too.",
    );
  });

  it('are empty without findings', () => {
    expect(evidenceLines([])).toBe('');
  });

  it('are never longer than they may be, and count what is left out', () => {
    const text = evidenceLines(Array.from({ length: 40 }, () => ({ ...failing, detail: 'x'.repeat(5000) })));
    expect(text.length).toBeLessThan(12_100);
    expect(text).toMatch(/\(\d+ more lines are left out\)$/);
    expect(text.startsWith(`To repair:\n- failing-test: ${'x'.repeat(1000)}`)).toBe(true);
  });
});
