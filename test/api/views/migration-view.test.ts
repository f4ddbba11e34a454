import { describe, expect, it } from 'vitest';
import { MigrationResource } from '../../../src/api/resources/migration-resource.ts';
import type { MigrationFacts } from '../../../src/api/views/migration-facts.ts';
import { migrationView } from '../../../src/api/views/migration-view.ts';
import { noUsage } from '../../../src/core/workflow/no-usage.ts';
import type { MigrationReport } from '../../../src/domain/migration-report.ts';
import { commit, digest, progressFor, recordFor, resultFor, runningFor, viewFor } from '../support.ts';

const ui = { temporalUi: 'http://localhost:8233/', namespace: 'default' };

/** Views what is known of a migration, and holds it against the schema of the answer. */
function view(stage: MigrationFacts['stage'], record = recordFor()) {
  const resource = migrationView({ record, base: commit('b'), stage }, ui);
  expect(MigrationResource.encode(resource)).toEqual(resource);
  return resource;
}

type Answered = Extract<MigrationFacts['stage'], { kind: 'answered' }>;

function answered(more: Parameters<typeof progressFor>[0] = {}): Answered {
  return { kind: 'answered', workflow: 'running', progress: progressFor(more), modules: [] };
}

function reportFor(more: Partial<MigrationReport> = {}): MigrationReport {
  return {
    v: 1,
    id: 'small-1',
    name: 'small',
    mode: 'migrate',
    status: 'completed',
    base: commit('b'),
    head: commit('c'),
    branch: 'drover/small',
    modules: [resultFor('a.js'), resultFor('b.js', { state: 'unresolved' }), resultFor('c.js', { state: 'skipped' })],
    earlierRounds: [],
    decisions: [],
    usage: noUsage,
    seconds: 1,
    warnings: [],
    ...more,
  };
}

describe('a running migration', () => {
  it('is running while any module works, and waits when only people can make it go on', () => {
    const awaits = { head: commit('1'), evidence: digest('e'), since: 0 };
    const waiting = viewFor('a.js', { state: 'awaiting-approval', awaits });
    const running = [runningFor('a.js'), runningFor('b.js')];
    expect(view(answered({ planned: 1, running, awaiting: [waiting] }))).toMatchObject({
      status: 'running',
      counts: { total: 3, planned: 1, running: 1, waiting: 1 },
      waits: [{ what: 'merge', path: 'a.js' }],
    });
    expect(view(answered({ planned: 2, running: running.slice(0, 1), awaiting: [waiting] })).status).toBe('waiting');
    expect(view(answered({ paused: true, running })).status).toBe('paused');
  });

  it('says how to approve a merge: by the command line, and by signal with all that it must name', () => {
    const awaits = { head: commit('1'), evidence: digest('e'), since: 86_400_000 };
    const waiting = viewFor("it's here.js", { awaits, reminders: 2, note: 'Verified.' });
    const [wait] = view(answered({ running: [runningFor("it's here.js")], awaiting: [waiting] })).waits;
    expect(wait).toMatchObject({
      since: '1970-01-02T00:00:00.000Z',
      reminders: 2,
      note: 'Verified.',
      approve: String.raw`drover approve small-1 'it'\''s here.js' --head ${commit('1').slice(0, 12)}`,
      signal: { name: 'approveMerge', workflowId: waiting.workflowId },
    });
    expect(JSON.parse(wait?.signal.input ?? '')).toEqual({
      v: 1,
      head: commit('1'),
      evidence: digest('e'),
      actor: 'YOU',
    });
  });

  it('waits for its plan when a person wants to see it first', () => {
    const resource = view(answered({ phase: 'awaiting-plan-approval', awaitsPlan: { plan: digest('a'), since: 0 } }));
    expect(resource).toMatchObject({
      status: 'waiting',
      waits: [
        {
          what: 'plan',
          plan: digest('a'),
          approve: 'drover approve small-1 --plan',
          signal: { name: 'approvePlan', workflowId: 'migration/default/small-1' },
        },
      ],
    });
  });

  it('waits for a whole wave, whose merges say that they are part of it', () => {
    const awaits = { head: commit('1'), evidence: digest('e'), since: 0, inWave: true as const };
    const awaiting = [viewFor('a.js', { awaits })];
    const awaitsWave = { wave: digest('b'), merges: 1, since: 0, reminders: 0 };
    const resource = view(answered({ running: [runningFor('a.js')], awaiting, awaitsWave }));
    expect(resource).toMatchObject({
      status: 'waiting',
      waits: [
        {
          what: 'wave',
          wave: digest('b'),
          approve: 'drover approve small-1 --wave',
          signal: { name: 'approveWave', workflowId: 'migration/default/small-1' },
        },
        { what: 'merge', inWave: true },
      ],
    });
  });

  it('has cost what its ended, waiting and running modules have cost, each once', () => {
    const finished = [resultFor('a.js')];
    const awaiting = [viewFor('b.js', { awaits: { head: commit('1'), evidence: digest('e'), since: 0 } })];
    const stage = answered({ finished, awaiting, running: [runningFor('b.js'), runningFor('c.js')] });
    expect(view({ ...stage, modules: [viewFor('c.js'), ...awaiting] }).usage.microUsd).toBe(20);
  });
});

describe('a migration that has ended', () => {
  it('is what its report says', () => {
    expect(view({ kind: 'reported', report: reportFor({ status: 'completed-with-unresolved' }) })).toMatchObject({
      status: 'completed-with-unresolved',
      phase: 'completed-with-unresolved',
      counts: { total: 3, planned: 0, merged: 1, unresolved: 1, other: 1 },
      branch: 'drover/small',
      head: commit('c'),
    });
  });

  it('says why it failed, and has neither head nor branch where it never had any', () => {
    const report = reportFor({ status: 'failed', head: '', branch: null, warnings: ['There is no ref main.'] });
    const resource = view({ kind: 'reported', report });
    expect(resource).toMatchObject({ status: 'failed', problem: 'There is no ref main.' });
    expect(resource).not.toHaveProperty('head');
    expect(resource).not.toHaveProperty('branch');
  });

  it('is unknown when its workflow is gone without a report', () => {
    const counts = { total: 3, begun: 2, merged: 1 };
    expect(view({ kind: 'forgotten', begun: true, counts })).toMatchObject({
      status: 'unknown',
      counts: { total: 3, planned: 1, merged: 1, running: 0, other: 1 },
      problem: expect.stringContaining('has left no report'),
    });
    expect(view({ ...answered(), workflow: 'terminated' }).status).toBe('unknown');
  });
});

describe('a migration that nobody speaks for', () => {
  const counts = { total: 3, begun: 2, merged: 1 };

  it('is shown as its records tell, with what keeps the answer back', () => {
    const silent = { kind: 'silent', workflow: 'running', counts, problem: 'No worker answers.' } as const;
    expect(view(silent)).toMatchObject({
      status: 'running',
      counts: { total: 3, planned: 1, running: 1, merged: 1 },
      problem: 'No worker answers.',
    });
    expect(view({ ...silent, workflow: 'cancelled' }).status).toBe('cancelled');
    expect(view({ ...silent, workflow: undefined }).status).toBe('running');
  });

  it('was never started when Temporal does not know it and it has left nothing', () => {
    const nothing = { total: 0, begun: 0, merged: 0 };
    expect(view({ kind: 'forgotten', begun: false, counts: nothing })).toMatchObject({
      status: 'not-started',
      problem: expect.stringContaining('Idempotency-Key'),
    });
  });
});

it('shows no password of an address', () => {
  const record = recordFor();
  const file = {
    ...record.file,
    repository: { ...record.file.repository, url: 'https://ann:hunter2@git.example/x.git' },
  };
  const report = reportFor({ status: 'failed', warnings: ['fetching https://hunter2@git.example/x.git failed'] });
  const resource = view({ kind: 'reported', report }, { ...record, file });
  expect(JSON.stringify(resource)).not.toContain('hunter2');
  expect(resource.repository.url).toBe('https://***@git.example/x.git');
});

it('leads to its page in the Temporal UI, where there is one', () => {
  expect(view(answered()).ui).toBe('http://localhost:8233/namespaces/default/workflows/migration%2Fdefault%2Fsmall-1');
  const facts = { record: recordFor(), stage: answered() };
  expect(migrationView(facts, { namespace: 'default' })).not.toHaveProperty('ui');
});

describe('the verification of the whole branch', () => {
  const check = { key: '.', path: '.', command: 'suite', verdict: 'red' as const, evidence: digest('e'), findings: [] };
  const taken = { path: 'b.js', commit: commit('1'), by: commit('2'), reason: 'red' };

  it('is shown while it goes on, and as it ended', () => {
    const final = {
      ...{ tip: commit('c'), run: 1, subjects: 3, checked: 1, note: 'All commands run.' },
      ...{ red: [{ path: '.', command: 'suite' }], takenBack: [] },
    };
    expect(view(answered({ phase: 'verifying', final })).verification).toEqual(final);

    const run = {
      commit: commit('1'),
      tree: 't',
      environment: 'e',
      subjects: 3,
      checks: 4,
      flaky: [],
      evidence: digest('e'),
    };
    const red = [{ ...check, blame: { kind: 'module' as const, path: 'b.js', commit: commit('1') } }];
    const runs = [
      { ...run, red, takenBack: [taken] },
      { ...run, red: [], takenBack: [] },
    ];
    const finalVerification = { verdict: 'verified' as const, commit: commit('2'), runs, seconds: 2 };
    expect(view({ kind: 'reported', report: reportFor({ finalVerification }) }).verification).toEqual({
      ...{ tip: commit('2'), run: 2, subjects: 3, checked: 3, note: '', red: [] },
      ...{ takenBack: [{ path: 'b.js', by: commit('2') }], verdict: 'verified' },
    });
  });
});
