import { createHash } from 'node:crypto';
import { isGreen } from '../../src/core/evidence/is-green.ts';
import { canonicalJson } from '../../src/core/json/canonical-json.ts';
import type { MemoSource, Verification } from '../../src/domain/evidence.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { BlobRef, TreeId } from '../../src/domain/ids.ts';
import type { Memo } from '../../src/ports/memos.ts';
import type { Ports } from '../ports.ts';
import { commandEnvironment } from './command-environment.ts';
import { readJson } from './read-json.ts';
import type { VerificationWork } from './run-verification.ts';

type MemoPorts = Pick<Ports, 'blobs' | 'memos' | 'records' | 'sandbox' | 'version'>;
type Found = { verification: Verification; ref: BlobRef; memo: MemoSource };

/** Goes up when a change in Drover makes earlier verifications say less than later ones need. */
const format = 1;

/**
 * What is known of a verification from an earlier one of the same tree, commands, environment, variables and sandbox: of this migration,
 * whatever came of it, and of the tenant's others where all was green. A person who begins a new round wants to see whether something has
 * changed that none of these shows, such as a server that was away; so a round begins without any.
 */
export function verificationMemo(
  ports: MemoPorts,
  work: VerificationWork,
  made: { tree: TreeId; environment: string },
) {
  const { plan, module, round, commit } = work;
  const subject = subjectOf(ports, work, made);
  const own = `memo/${hash({ subject, ...(round > 1 && { round }) })}`;
  const shared = { tenant: plan.tenant, key: hash(subject) };
  const source: MemoSource = { migration: plan.migration, module: module.path, commit };
  return {
    async find(): Promise<Found | undefined> {
      const recorded = (await ports.records.read(plan.migration, own)) as Partial<Memo> | undefined;
      const known = recorded?.ref === undefined ? undefined : await read(ports, recorded as Memo);
      if (known !== undefined || round > 1 || shared.tenant === undefined) return known;
      const others = await ports.memos.find(shared.tenant, shared.key);
      return others && read(ports, others);
    },
    async keep(verification: Verification, ref: BlobRef): Promise<void> {
      await ports.records.write(plan.migration, own, { v: 1, step: 'memo', ref, source });
      if (shared.tenant === undefined || !isGreen(verification) || reachesOut(work)) return;
      await ports.memos.keep(shared.tenant, shared.key, { ref, source });
    },
  };
}

/** All that the result depends on. The module's patterns are among it, since its assertions are counted in the files that they name. */
function subjectOf(
  { sandbox, version }: MemoPorts,
  { plan, module, base, commands, newChecks = [] }: VerificationWork,
  { tree, environment }: { tree: TreeId; environment: string },
) {
  return {
    format,
    drover: version,
    tree,
    environment,
    commands,
    newChecks,
    variables: commandEnvironment(plan, module, base),
    toolchains: plan.file.environment.path,
    module: { paths: module.paths, mayChange: module.mayChange },
    flaky: plan.file.tests.flaky,
    sandbox: sandbox.name,
  };
}

/** What a command finds in an open network may be something else tomorrow. */
function reachesOut({ commands }: VerificationWork): boolean {
  return commands.some(({ network }) => network === 'open');
}

/** The verification behind a memo; undefined where it is missing or damaged, so that it is made again. */
async function read({ blobs }: MemoPorts, { ref, source }: Memo): Promise<Found | undefined> {
  try {
    return { verification: await readJson<Verification>(blobs, ref), ref, memo: source };
  } catch (error) {
    if (error instanceof Failure && error.type === 'Broken') return undefined;
    throw error;
  }
}

function hash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
