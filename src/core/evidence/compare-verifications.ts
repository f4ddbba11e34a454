import type { Evidence, Verification } from '../../domain/evidence.ts';
import type { Finding } from '../../domain/finding.ts';
import type { ModulePlan } from '../../domain/module-plan.ts';
import { compareAssertions } from './compare-assertions.ts';
import { compareCommand } from './compare-command.ts';
import type { TestMatch } from './compare-command.ts';
import { judgeBaseline } from './judge-baseline.ts';
import { limitFindings } from './limit-findings.ts';

export type CompareInput = {
  module: ModulePlan;
  before: Verification;
  after: Verification;
  match: TestMatch;
  /** Whether tests may be added. */
  mayGrow: boolean;
  /** Paths that the change touches although the module may not change them. */
  changedOutside: string[];
};

/**
 * Decides whether a change is verified, from what the verify commands said before and after it: no test lost, newly failing or newly
 * skipped, no command broken, no fewer assertions, nothing changed outside the module. Every reason is a finding. Tests that were
 * red before are reported and not blamed on the module; the verdict is 'rejected' when any finding rejects.
 */
export function compareVerifications(input: CompareInput): Pick<Evidence, 'verdict' | 'findings' | 'tests'> {
  const { before, after, match, mayGrow } = input;
  const runsBefore = new Map(before.commands.map((run) => [run.name, run]));
  const compared = after.commands.map((run) => compareCommand(runsBefore.get(run.name), run, { match, mayGrow }));
  const findings = [
    ...unusableBaseline(before),
    ...notRun(before, after),
    ...compared.flatMap((command) => command.findings),
    ...compareAssertions(before.assertions, after.assertions),
    ...input.changedOutside.map((path) => protectedPath(path, input.module)),
  ];
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

function notRun(before: Verification, after: Verification): Finding[] {
  const ran = new Set(after.commands.map(({ name }) => name));
  return before.commands
    .filter(({ name }) => !ran.has(name))
    .map(({ name }) => ({
      kind: 'command-failed',
      rejects: true,
      subject: name,
      detail: `command '${name}' ran before the change and did not run after it.`,
    }));
}

function protectedPath(path: string, module: ModulePlan): Finding {
  const detail = `${path} was changed, but this module may only change: ${module.mayChange.join(', ')}. Take the change back.`;
  return { kind: 'protected-path', rejects: true, subject: path, detail };
}

function countTests(verification: Verification): number {
  return verification.commands.reduce((sum, { report }) => sum + report.tests.length, 0);
}
