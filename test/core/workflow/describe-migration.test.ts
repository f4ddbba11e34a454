import { describe, expect, it } from 'vitest';
import { describeMigration } from '../../../src/core/workflow/describe-migration.ts';
import { groupReasons } from '../../../src/core/workflow/group-reasons.ts';
import { noUsage } from '../../../src/core/workflow/no-usage.ts';
import type { ProgressView } from '../../../src/domain/progress-view.ts';

const view: ProgressView = {
  name: 'old-to-new',
  mode: 'migrate',
  phase: 'sweep',
  paused: false,
  total: 3,
  planned: 1,
  running: [{ key: 'a', path: 'a.js', workflowId: 'm/module/a/1' }],
  awaiting: [],
  ended: { merged: 0, unchanged: 0, unresolved: 0, other: 0 },
  finished: [],
  reasons: [],
  usage: noUsage,
  decisions: [],
  refusedSignals: [],
  warnings: [],
};
const page = (more: Partial<ProgressView>) => describeMigration({ ...view, ...more }, 'migration/default/m');

describe('describeMigration', () => {
  it('says how far it is and what is at work', () => {
    expect(page({})).toContain('## old-to-new: sweep');
    expect(page({})).toContain('| 3 | 1 | 1 | 0 | 0 | 0 | 0 |');
    expect(page({})).toContain('At work:\n\n- `a.js`');
  });

  it('shows a plan that waits with the signal that approves it', () => {
    const waiting = page({ phase: 'awaiting-plan-approval', awaitsPlan: { plan: 'p1', since: 0 } });
    expect(waiting).toContain('"plan": "p1"');
    expect(waiting).toContain("temporal workflow signal --name approvePlan \\\n  --workflow-id 'migration/default/m'");
  });

  it('shows a wave that waits with the signal that approves it', () => {
    const waiting = page({ awaitsWave: { wave: 'w1', merges: 3, since: 0, reminders: 0 } });
    expect(waiting).toContain('**A wave of 3 merges waits for a person.**');
    expect(waiting).toContain('"wave": "w1"');
    expect(waiting).toContain('temporal workflow signal --name approveWave');
  });

  it('says who paused it and why, what else is to be known, and which signals were refused', () => {
    const paused = page({
      paused: true,
      decisions: [{ kind: 'pause', actor: 'ann', channel: 'cli', reason: 'The freeze begins.', at: 0 }],
      warnings: ['ann cancelled it: wrong branch'],
      refusedSignals: ['resume: it is not paused'],
    });
    expect(paused).toContain('(paused)');
    expect(paused).toContain('**Paused** by ann: The freeze begins. The signal `resume`');
    expect(paused).toContain('**Note:** ann cancelled it: wrong branch');
    expect(paused).toContain('- resume: it is not paused');
  });

  it('says in one line why 40 modules were not merged', () => {
    const finished = Array.from({ length: 40 }, (_, index) => ({
      key: `${index}`,
      role: 'module' as const,
      round: 1,
      attempts: 4,
      turns: 9,
      refused: [],
      decisions: [],
      path: `p${index}/a.js`,
      state: 'unresolved' as const,
      reason: `command 'test' failed in p${index}/a.js\nits output`,
      usage: noUsage,
    }));
    const ended = page({ phase: 'completed-with-unresolved', running: [], reasons: groupReasons(finished) });
    expect(ended).toContain('## old-to-new: completed-with-unresolved');
    expect(ended.split('**Not merged:**')[1]?.match(/^- .*$/gm)).toEqual([
      "- **40 modules** (`p0/a.js`, `p1/a.js`, `p2/a.js`, `p3/a.js`, `p4/a.js` and 35 more): unresolved: command 'test' failed in p0/a.js …",
    ]);
  });

  it('says what the final verification does, what it found red, and what it took back', () => {
    const final = {
      ...{ tip: 'c'.repeat(40), run: 2, subjects: 9, checked: 4, note: 'All commands run at the tip of the branch.' },
      red: [{ path: '.', command: 'suite' }],
      takenBack: [{ path: 'b.js', by: 'd'.repeat(40) }],
    };
    const text = page({ phase: 'verifying', final });
    expect(text).toContain(
      '**Final verification:** All commands run at the tip of the branch. Verified at `cccccccccccc`: 4 of 9, for the 2. time.',
    );
    expect(text).toContain('- red: `suite` of the whole migration');
    expect(text).toContain('- taken back: `b.js`, by `dddddddddddd`');
    expect(page({ final: { ...final, verdict: 'verified', red: [] } })).toContain(
      '**Final verification:** all green at `cccccccccccc`, in 2 runs.',
    );
  });

  it('ends with a blank line of its own, since the Temporal UI cuts off the last one', () => {
    expect(page({}).endsWith('\n\n&nbsp;')).toBe(true);
  });
});
