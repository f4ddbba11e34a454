import type { Evidence, Verification } from '../../domain/evidence.ts';
import type { Finding, FindingKind } from '../../domain/finding.ts';
import type { ModulePlan } from '../../domain/module-plan.ts';
import { compareAssertions } from './compare-assertions.ts';
import { compareCommand } from './compare-command.ts';
import type { TestMatch } from './compare-command.ts';
import { compareCoverage } from './compare-coverage.ts';
import { comparePaths } from './compare-paths.ts';
import type { TouchedPaths } from './compare-paths.ts';
import { compareSigns } from './compare-signs.ts';
import type { ComparedTests } from './compared-tests.ts';
import { fewerTestFiles } from './fewer-test-files.ts';
import { flakyTests } from './flaky-tests.ts';
import { judgeBaseline } from './judge-baseline.ts';
import { judgeCommand } from './judge-command.ts';
import { judgeNewCheck } from './judge-new-check.ts';
import { limitFindings } from './limit-findings.ts';

export type CompareInput = {
  module: ModulePlan;
  before: Verification;
  after: Verification;
  match: TestMatch;
  /** Whether tests may be added. */
  mayGrow: boolean;
  /** Kinds of findings that are shown and do not reject. */
  allow?: FindingKind[];
  /** The repository's files after the change, to tell what is gone from what is not looked at any more. */
  files?: ReadonlySet<string>;
} & TouchedPaths;

/**
 * Decides whether a change is verified, from what the verify commands said before and after it: no test lost, newly failing or newly
 * skipped, no command broken, no fewer test files, assertions or covered lines, nothing changed outside the module. Every reason is a finding. Tests
 * that were red before are reported and not blamed on the module; the verdict is 'rejected' when any finding rejects.
 */
export function compareVerifications(input: CompareInput): Pick<Evidence, 'verdict' | 'findings' | 'tests'> {
  const { before, after, match, mayGrow, allow = [], files = new Set() } = input;
  const runsBefore = new Map(before.commands.map((run) => [run.name, run]));
  const newChecks = new Set(before.newChecks);
  const compared = after.commands.map((run): ComparedTests => {
    if (newChecks.has(run.name)) return { findings: judgeNewCheck(run), matched: 0 };
    const runBefore = runsBefore.get(run.name);
    const useless = runBefore?.module === undefined ? undefined : judgeCommand(runBefore);
    if (useless !== undefined) return { findings: [notCompared(run.name, useless)], matched: 0 };
    return compareCommand(runBefore, run, { match, mayGrow });
  });
  const all = [
    ...unusableBaseline(before),
    ...(after.setupFailed === undefined ? notRun(before, after) : [setupFailed(after.setupFailed)]),
    ...compared.flatMap((command) => command.findings),
    ...fewerTestFiles(before, after, files),
    ...compareAssertions(before.assertions, after.assertions),
    ...compareSigns(before.signs, after.signs),
    ...compareCoverage(before, after, files),
    ...comparePaths(input.module, input),
    ...before.commands.flatMap((run) => flakyTests(run, 'before')),
    ...after.commands.flatMap((run) => flakyTests(run, 'after')),
  ];
  const findings = all.map((finding) => (allow.includes(finding.kind) ? allowed(finding) : finding));
  return {
    verdict: findings.some(({ rejects }) => rejects) ? 'rejected' : 'verified',
    findings: limitFindings(findings),
    tests: {
      before: countTests(before),
      after: countTests(after),
      matched: compared.reduce((sum, { matched }) => sum + matched, 0),
    },
  };
}

/** A comparison with a baseline that proves nothing must not read as success, whoever asked for it. */
function unusableBaseline(before: Verification): Finding[] {
  const detail = judgeBaseline(before);
  return detail === undefined ? [] : [{ kind: 'unreadable-report', rejects: true, subject: 'baseline', detail }];
}

/** A sampled module that proves nothing by itself says nothing of the first or the last one. */
function notCompared(name: string, why: string): Finding {
  const detail = `command '${name}' was not compared: ${why}`;
  return { kind: 'known-failure', rejects: false, subject: name, detail };
}

function setupFailed(said: string): Finding {
  const detail = `setup made the environment before the change, and with what the change made of its inputs it does not: it ${said}`;
  return { kind: 'setup-failed', rejects: true, subject: 'setup', detail };
}

function notRun(before: Verification, after: Verification): Finding[] {
  const ran = new Set(after.commands.map(({ name }) => name));
  const finding = (name: string, what: string): Finding => ({
    kind: 'command-failed',
    rejects: true,
    subject: name,
    detail: `command '${name}' ${what} and did not run after the change.`,
  });
  return [
    ...before.commands.map(({ name }) => finding(name, 'ran before')),
    ...(before.newChecks ?? []).map((name) => finding(name, 'is a new check')),
  ].filter(({ subject }) => !ran.has(subject));
}

function allowed(finding: Finding): Finding {
  return { ...finding, rejects: false, detail: `${finding.detail} The migration allows it (tests.allow).` };
}

function countTests(verification: Verification): number {
  return verification.commands.reduce((sum, { report }) => sum + report.tests.length, 0);
}
