import { createHash } from 'node:crypto';
import { judgeSubject, type JudgedCommand } from '../../src/core/final/judge-subject.ts';
import { subjectCommands } from '../../src/core/final/subject-commands.ts';
import { canonicalJson } from '../../src/core/json/canonical-json.ts';
import type { CommandRun, Verification } from '../../src/domain/evidence.ts';
import type { FinalCheck, FinalEvidence, FinalSubject } from '../../src/domain/final-verification.ts';
import type { CommitId } from '../../src/domain/ids.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { Baseline } from '../measure-baseline.ts';
import type { Ports } from '../ports.ts';
import { baselineRecord } from './baseline-record.ts';
import { findingLine } from './finding-line.ts';
import { findModule } from './load-plan.ts';
import { once } from './once.ts';
import { readJson } from './read-json.ts';
import { runInCheckout } from './run-in-checkout.ts';
import { runVerifyCommand } from './run-verify-command.ts';

export type SubjectPorts = Pick<
  Ports,
  'blobs' | 'checkouts' | 'environments' | 'readCoverage' | 'readReport' | 'records' | 'sandbox' | 'scrub' | 'store'
>;
export type SubjectWork = {
  plan: Plan;
  commit: CommitId;
  salt: string;
  subject: FinalSubject & { /** Names of the commands that are asked about; all by default. */ only?: string[] };
};
export type SubjectResult = { environment?: string; checks: FinalCheck[] };

const shownFindings = 3;

/** The name of the record of a subject at a commit. */
export function subjectRecord(commit: CommitId, { key, side, only }: SubjectWork['subject']): string {
  const asked =
    only === undefined ? '' : `-${createHash('sha256').update(canonicalJson(only)).digest('hex').slice(0, 12)}`;
  return `final/${commit}/${side}${asked}/${key === '.' ? 'migration' : `module-${key}`}`;
}

/**
 * Verifies a module, or the migration as a whole, at a commit: in a checkout of its own, made from the store alone, beside an environment
 * that was made for the final verification. What is red is run again, as often as the migration file says. Done once, and recorded.
 * One whose baseline was never measured, or proves nothing, has no checks.
 */
export async function verifySubject(
  ports: SubjectPorts,
  work: SubjectWork,
  signal: AbortSignal,
): Promise<SubjectResult> {
  const { plan, commit, subject } = work;
  const known = (await ports.records.read(plan.migration, baselineRecord(subject))) as { result: Baseline } | undefined;
  if (known === undefined || known.result.problem !== undefined) return { checks: [] };
  return once(ports.records, plan.migration, subjectRecord(commit, subject), async () => {
    const before = await readJson<Verification>(ports.blobs, known.result.baseline);
    const { judged } = subjectCommands(plan, findModule(plan, subject.key), subject);
    const last = new Map<string, JudgedCommand>();
    const runs = new Map<string, Verification[]>();
    let [environment, red] = ['', judged];
    for (let again = 0; again <= plan.file.tests.flaky.rerun && red.length > 0; again += 1) {
      const after = await runAll(ports, { ...work, subject: { ...subject, only: red } }, signal);
      for (const command of judgeAll(work, before, after, red)) {
        // Of one that was red and is green now, what was found at first is worth knowing.
        const first = last.get(command.name);
        last.set(command.name, { ...command, ...(first && { findings: first.findings }) });
        runs.set(command.name, [...(runs.get(command.name) ?? []), command.after]);
      }
      red = red.filter((name) => last.get(name)?.verdict === 'red');
      ({ environment } = after);
    }
    const checks: FinalCheck[] = [];
    for (const command of last.values()) checks.push(await keep(ports, work, command, runs.get(command.name) ?? []));
    return { environment, checks };
  });
}

function judgeAll({ plan, subject }: SubjectWork, before: Verification, after: Verification, names: string[]) {
  const { match, mayGrow, allow } = plan.file.tests;
  return judgeSubject({ module: findModule(plan, subject.key), before, after, names, match, mayGrow, allow });
}

async function runAll(ports: SubjectPorts, work: SubjectWork, signal: AbortSignal): Promise<Verification> {
  const { plan, commit, salt, subject } = work;
  const module = findModule(plan, subject.key);
  const { commands } = subjectCommands(plan, module, subject);
  const where = { plan, module, commit, base: subject.start, salt, use: 'judge' as const, fresh: true };
  return runInCheckout(ports, where, signal, async (run, checkout, environment) => {
    const runs: CommandRun[] = [];
    for (const command of commands) runs.push(await runVerifyCommand(ports, command, run, checkout, module));
    const tree = await ports.store.tree(commit);
    return { v: 1, commit, tree, environment, sandbox: ports.sandbox.name, commands: runs, assertions: [], signs: [] };
  });
}

async function keep(
  { blobs }: SubjectPorts,
  { subject }: SubjectWork,
  { name, before, verdict: newest, findings }: JudgedCommand,
  after: Verification[],
): Promise<FinalCheck> {
  const { key, path } = subject;
  const verdict = newest === 'red' ? 'red' : after.length > 1 ? 'flaky' : 'verified';
  const evidence: FinalEvidence = { v: 1, path, command: name, verdict, before, after, findings };
  return {
    key,
    path,
    command: name,
    verdict,
    evidence: await blobs.put(canonicalJson(evidence)),
    findings:
      verdict === 'verified'
        ? []
        : findings
            .filter(({ rejects }) => rejects)
            .slice(0, shownFindings)
            .map(findingLine),
  };
}
