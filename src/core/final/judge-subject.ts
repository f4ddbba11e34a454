import type { Verification } from '../../domain/evidence.ts';
import type { Finding, FindingKind } from '../../domain/finding.ts';
import type { ModulePlan } from '../../domain/module-plan.ts';
import type { TestMatch } from '../evidence/compare-command.ts';
import { compareVerifications } from '../evidence/compare-verifications.ts';

export type SubjectInput = {
  module: ModulePlan;
  before: Verification;
  after: Verification;
  /** The commands that are judged. */
  names: string[];
  match: TestMatch;
  mayGrow: boolean;
  /** Kinds of findings that are shown and do not make it red. */
  allow?: FindingKind[];
};
export type JudgedCommand = {
  name: string;
  before: Verification;
  after: Verification;
  verdict: 'verified' | 'red';
  findings: Finding[];
};

/**
 * Judges each command of a subject by itself, against its own run before the migration. Only what commands say counts here: assertions, signs of tampering and
 * paths belong to a change, and were judged when it was verified.
 */
export function judgeSubject({
  module,
  before,
  after,
  names,
  match,
  mayGrow,
  allow = [],
}: SubjectInput): JudgedCommand[] {
  return names.map((name) => {
    const [one, other] = [alone(before, name), alone(after, name)];
    const { verdict, findings } = compareVerifications({
      module,
      before: one,
      after: other,
      match,
      mayGrow,
      allow,
      changedOutside: [],
    });
    return { name, before: one, after: other, verdict: verdict === 'verified' ? 'verified' : 'red', findings };
  });
}

function alone({ newChecks = [], ...verification }: Verification, name: string): Verification {
  const isNew = newChecks.includes(name);
  return {
    ...verification,
    commands: verification.commands.filter((run) => run.name === name),
    ...(isNew && { newChecks: [name] }),
    assertions: [],
    signs: [],
  };
}
