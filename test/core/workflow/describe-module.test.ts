import { describe, expect, it } from 'vitest';
import { describeModule } from '../../../src/core/workflow/describe-module.ts';
import type { ModuleView } from '../../../src/domain/module-view.ts';

const view: ModuleView = {
  key: 'k',
  path: 'a.js',
  role: 'module',
  state: 'attempting',
  workflowId: 'migration/default/m/module/k/1',
  attempt: 1,
  attempts: 4,
  turns: 3,
  note: 'The model works.',
  refused: [],
  refusedSignals: [],
};

describe('describeModule', () => {
  it('says what the module does now', () => {
    expect(describeModule(view)).toContain('a.js: attempting');
    expect(describeModule(view)).toContain('| 1 of 4 | 3 |');
  });

  it('shows a person who is waited for the payload and the command', () => {
    const waiting = describeModule({ ...view, state: 'awaiting-approval', awaits: { head: 'h1', evidence: 'e1' } });
    expect(waiting).toContain('"head": "h1",\n  "evidence": "e1",');
    expect(waiting).toContain(
      "temporal workflow signal --name approveMerge \\\n  --workflow-id 'migration/default/m/module/k/1'",
    );
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
