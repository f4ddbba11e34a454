import type { MigrationResource } from '../../src/api/resources/migration-resource.ts';

/** A running migration as the API shows it; tests spread their changes over it. */
export function migrationResource(changes: Partial<MigrationResource> = {}): MigrationResource {
  return {
    id: 'words-1a2b3c4d',
    name: 'words',
    mode: 'migrate',
    status: 'running',
    phase: 'sweep',
    labels: {},
    repository: { url: '/repo', ref: 'main', base: '8491d95a693b53edababb20defeeb15fe7e469e0' },
    createdAt: '2026-01-02T12:00:00.000Z',
    startedBy: 'ann',
    counts: { total: 3, planned: 1, running: 1, waiting: 1, merged: 0, unchanged: 0, unresolved: 0, other: 0 },
    reasons: [],
    waits: [],
    usage: { modelCalls: 2, inputTokens: 10, cachedTokens: 0, outputTokens: 5, microUsd: 420_000 },
    decisions: [],
    refusedSignals: [],
    warnings: [],
    workflowId: 'migration/default/words-1a2b3c4d',
    ...changes,
  };
}

/** A module that waits for a person. */
export function mergeWaitResource(path: string, head = 'a'.repeat(40)): MigrationResource['waits'][number] {
  return {
    what: 'merge',
    module: `${path}-key`,
    path,
    head,
    evidence: 'e'.repeat(64),
    since: '2026-01-02T12:00:00.000Z',
    reminders: 0,
    note: 'Verified: 4 tests before, 4 after. It waits for a person.',
    approve: `drover approve words-1a2b3c4d ${path} --head aaaaaaaaaaaa`,
    signal: { workflowId: 'w', name: 'approveMerge', input: '{}' },
  };
}

/** A wave that waits as a whole. */
export function waveWaitResource(wave: string): MigrationResource['waits'][number] {
  return {
    what: 'wave',
    wave,
    since: '2026-01-02T12:00:00.000Z',
    reminders: 0,
    note: 'A wave of 2 merges waits as a whole.',
    approve: 'drover approve words-1a2b3c4d --wave',
    signal: { workflowId: 'w', name: 'approveWave', input: '{}' },
  };
}
