import { describe, expect, it } from 'vitest';
import { describeModule } from '../../../src/core/workflow/describe-module.ts';
import { noUsage } from '../../../src/core/workflow/no-usage.ts';
import type { ModuleView } from '../../../src/domain/module-view.ts';

const view: ModuleView = {
  key: 'k',
  path: 'a.js',
  role: 'module',
  state: 'attempting',
  workflowId: 'migration/default/m/module/k/1',
  round: 1,
  attempt: 1,
  attempts: 4,
  turns: 3,
  tried: [
    { attempt: 1, turn: 1, model: 'gpt-5.2-codex', effort: 'medium' },
    { attempt: 1, turn: 3, model: 'gpt-5.2-codex', effort: 'high' },
  ],
  note: 'The model works.',
  refused: [],
  refusedSignals: [],
  reviews: [],
  reminders: 0,
  paused: false,
  decisions: [],
  usage: noUsage,
};

describe('describeModule', () => {
  it('says what the module does now', () => {
    expect(describeModule(view)).toContain('a.js: attempting');
    expect(describeModule(view)).toContain('| 1 of 4 | 3 | gpt-5.2-codex, effort high |');
  });

  it('shows a person who is waited for the payload and the command', () => {
    const waiting = describeModule({
      ...view,
      state: 'awaiting-approval',
      awaits: { head: 'h1', evidence: 'e1', since: 0 },
    });
    expect(waiting).toContain('"head": "h1",\n  "evidence": "e1",');
    expect(waiting).toContain(
      "temporal workflow signal --name approveMerge \\\n  --workflow-id 'migration/default/m/module/k/1'",
    );
  });

  it('says what the tests were before the change, that it is paused, and who decided what', () => {
    const shown = describeModule({
      ...view,
      paused: true,
      baseline: { tests: 7, failing: 2 },
      decisions: [{ kind: 'rejectMerge', actor: 'ann', channel: 'cli', reason: 'Keep the comment.', at: 0 }],
    });
    expect(shown).toContain('(the migration is paused)');
    expect(shown).toContain('Before the change: 7 tests, **2 of them failing**.');
    expect(shown).toContain('- rejectMerge by ann (cli): Keep the comment.');
  });

  it('shows why signals and states were refused', () => {
    const refused = describeModule({
      ...view,
      refusedSignals: ['approveMerge: stale'],
      refused: ['attempt 1: lost-test'],
    });
    expect(refused).toContain('- approveMerge: stale');
    expect(refused).toContain('- attempt 1: lost-test');
  });
});
