import { describe, expect, it } from 'vitest';
import { stateMessage } from '../../../src/core/context/state-message.ts';

const text = (changes: object) =>
  JSON.stringify(stateMessage({ attempt: 2, attempts: 4, changed: [], why: '', ...changes }));

describe('stateMessage', () => {
  it('begins with the attempt and its budget', () => {
    expect(text({})).toContain('"Attempt 2 of 4.');
  });

  it('holds what was refused and what has been changed', () => {
    const said = text({ why: '- lost-test: one', changed: ['a.js', 'b.js'] });
    expect(said).toContain('- lost-test: one');
    expect(said).toContain('Changed so far: a.js, b.js');
  });

  it('says so when the transcript was dropped', () => {
    expect(text({ resumed: 'compressed' })).toContain('was shortened');
  });
});
