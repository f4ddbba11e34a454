import { readConfig, type Config } from '../../config.ts';
import { verdictOf, type EvidenceCheck } from '../../dev/evidence/check.ts';
import { verifyEvidenceFile } from '../../dev/evidence/verify-evidence-file.ts';
import { Failure } from '../../domain/failure.ts';
import type { Io } from '../io.ts';

export type VerifyEvidenceOptions = {
  repository?: string;
  module?: string;
  env?: string[];
  toolchain?: string[];
  acceptUnsafe: boolean;
};

const signs = { holds: '✓', fails: '✗', unknown: '?', note: '·' };
const exitCodes = { holds: 0, fails: 1, unknown: 2 };

/** `drover verify-evidence FILE`: whether evidence still holds. Returns 0 when it does, 1 when it does not, 2 when that could not be checked. */
export async function verifyEvidence(
  file: string,
  options: VerifyEvidenceOptions,
  io: Io,
  config: Config = readConfig(),
): Promise<number> {
  const told: EvidenceCheck[] = [];
  const checks = await verifyEvidenceFile({
    file,
    repository: options.repository,
    module: options.module,
    given: { env: options.env ?? [], toolchains: options.toolchain, acceptUnsafe: options.acceptUnsafe },
    config,
    signal: new AbortController().signal,
    announce: io.say,
    tell(check) {
      told.push(check);
      if (!io.json) io.print(`${signs[check.state]} ${check.about}: ${check.says}`);
    },
  }).catch((error: unknown): EvidenceCheck[] => {
    if (!(error instanceof Failure)) throw error;
    const check = { state: 'unknown' as const, about: file, says: error.message };
    if (!io.json) io.print(`? ${error.message}`);
    return [...told, check];
  });
  const verdict = verdictOf(checks);
  if (io.json) io.print(JSON.stringify({ file, verdict, checks }, null, 2));
  else io.print(`\n${conclusion(checks)}`);
  return exitCodes[verdict];
}

function conclusion(checks: EvidenceCheck[]): string {
  const count = (state: EvidenceCheck['state']) => checks.filter((check) => check.state === state).length;
  switch (verdictOf(checks)) {
    case 'holds':
      return `The evidence holds: ${checks.length} checks.`;
    case 'fails':
      return `The evidence does not hold: ${count('fails')} of ${checks.length} checks fail.`;
    case 'unknown':
      return `The evidence could not be checked: ${count('unknown')} of ${checks.length} checks can't be made, and none fails.`;
  }
}
