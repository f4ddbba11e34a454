import { describe, expect, it } from 'vitest';
import type { MigrationReport } from '../../src/domain/migration-report.ts';
import { migrationStack } from '../support/migration-stack.ts';
import { renamingBrain } from '../support/renaming-brain.ts';
import { startWords } from '../support/start-words.ts';
import { stubbornBrain } from '../support/stubborn-brain.ts';

const unapproved = { approve: { merge: 'none' as const } };
const tried = (report: MigrationReport) =>
  report.modules[0]?.tried?.map(({ attempt, turn, model, effort }) => [attempt, turn, model, effort]);
const name = 'gpt-5.2-codex';

describe('a module without progress', () => {
  it('gets more effort when it fails in the same way again, and ends with a person before its attempts are used up', async () => {
    const stack = await migrationStack({
      brain: renamingBrain({ 'a.js': Array.from({ length: 9 }, (_, index) => `BAD${index}`) }),
    });
    const { result } = await startWords(stack, ['a.js'], { ...unapproved, budget: { attempts: 9 } });
    const report = await result;
    expect(tried(report)).toEqual([
      [1, 1, name, 'medium'],
      [2, 1, name, 'medium'],
      [3, 1, name, 'high'],
      [4, 1, name, 'xhigh'],
    ]);
    expect(report.modules).toMatchObject([
      { state: 'unresolved', attempts: 4, reason: expect.stringContaining('no progress: the same failure again') },
    ]);
    expect(report.modules[0]?.reason).toMatch(/up to gpt-5.2-codex at effort xhigh; a person has to look$/);
  });

  it('keeps its effort while each failure is another one', async () => {
    // One test fails, then two, then one again.
    const wrong = ['BAD', "BAD'.at(0) + '", "BAD'.padEnd(1) || '"];
    const stack = await migrationStack({ brain: renamingBrain({ 'a.js': wrong }) });
    const { result } = await startWords(stack, ['a.js'], { ...unapproved, budget: { attempts: 3 } });
    const report = await result;
    expect(report.modules).toMatchObject([
      { state: 'unresolved', attempts: 3, reason: 'not verified after 3 attempts' },
    ]);
    expect(report.modules[0]?.tried?.map(({ effort }) => effort)).toEqual(['medium', 'medium', 'medium']);
  });

  it('gets more effort after two turns that changed nothing and found nothing out, then the fallback model with a conversation of its own', async () => {
    const patch = '*** Begin Patch\n*** Update File: a.js\n@@\n-not there\n+whatever\n*** End Patch\n';
    const stack = await migrationStack({ brain: stubbornBrain({ tool: 'apply_patch', patch }) });
    const model = { effort: 'high' as const, fallback: { name: 'another', effort: 'low' as const } };
    const { result } = await startWords(stack, ['a.js'], { ...unapproved, model });
    const report = await result;
    expect(tried(report)).toEqual([
      [1, 1, name, 'high'],
      [1, 3, name, 'xhigh'],
      [1, 5, 'another', 'low'],
    ]);
    expect(report.modules).toMatchObject([{ state: 'merged', attempts: 1, turns: 6 }]);
  });

  it('ends with a person at once when the last model, too, goes round in circles', async () => {
    const stack = await migrationStack({ brain: stubbornBrain({ tool: 'shell', command: 'echo the same' }) });
    const { result } = await startWords(stack, ['a.js'], { ...unapproved, model: { effort: 'xhigh' } });
    const report = await result;
    // The first turn finds something out; the next two do not.
    expect(report.modules).toMatchObject([{ state: 'unresolved', attempts: 1, turns: 3 }]);
    expect(report.modules[0]?.reason).toContain('no progress: turn after turn changed nothing');
  });
});
