import { hasLanded } from '../workflow/has-landed.ts';
import type { Finding, FindingKind } from '../../domain/finding.ts';
import type { ReportedModule } from './reported-migration.ts';

export type NotedFindings = { title: string; found: { path: string; finding: Finding }[] };

/** What of a finding's kind a reviewer is told. Kinds that say nothing about a module that landed have none. */
const titles: Partial<Record<FindingKind, string>> = {
  'config-change': 'Configuration of the verify commands was changed',
  'renamed-test': 'Tests that go by another name now',
  'flaky-test': 'Flaky tests: they failed and passed at the same commit, and count as passed',
  'focused-test': 'Tests that keep others from running, as the migration allows',
  'constant-assertion': "Assertions that can't fail, as the migration allows",
  'fewer-assertions': 'Fewer assertions, as the migration allows',
  'changed-expectation': 'Tests that demand something else, as the migration allows',
  'changed-snapshot': 'Changed snapshots, as the migration allows',
  'raised-timeout': 'Longer time limits of tests, as the migration allows',
  tampering: 'Code that can make tests say what is not so, as the migration allows',
  'less-coverage': 'Less coverage, as the migration allows',
  'known-failure': 'Red before the change, and red now: not blamed on the modules',
  'exit-code-only': 'Judged by the exit code alone: no test was compared',
  'new-check': 'New checks, which there were not before the change',
  'added-test': 'New tests',
};

/** The findings on what has landed that are worth a reviewer's eye, kind by kind, the weightiest kinds first. */
export function notedFindings(modules: ReportedModule[]): NotedFindings[] {
  const landed = modules.filter(({ result }) => hasLanded(result.state) || result.state === 'verified');
  return Object.entries(titles).flatMap(([kind, title]) => {
    const found = landed.flatMap(({ result, evidence }) =>
      (evidence?.findings ?? [])
        .filter((finding) => finding.kind === kind)
        .map((finding) => ({ path: result.path, finding })),
    );
    return found.length === 0 ? [] : [{ title, found }];
  });
}
