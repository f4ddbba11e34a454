import { hasLanded } from '../../core/workflow/has-landed.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { MigrationEvidence } from '../../domain/migration-evidence.ts';
import type { ModuleEvidence } from '../../domain/module-evidence.ts';
import type { EvidenceCheck } from './check.ts';
import { digestOf } from './digest-of.ts';
import { parseEvidence, type EvidenceBundle } from './read-evidence-file.ts';

/**
 * Checks that a report's documents are those that their digests name, and that the report says what they say. Returns the verifications of
 * the modules that landed.
 */
export function checkBundle(bundle: EvidenceBundle, tell: (check: EvidenceCheck) => void): Evidence[] {
  const say = (state: EvidenceCheck['state'], says: string) => tell({ state, about: bundle.id, says });
  const changed = Object.entries(bundle.documents).filter(([digest, document]) => digestOf(document) !== digest);
  for (const [digest] of changed) say('fails', `the document ${digest} was changed: its digest is another`);
  if (changed.length > 0) return [];
  const migration = bundle.documents[bundle.evidence] as MigrationEvidence | undefined;
  if (migration?.kind !== 'migration') {
    say(
      'unknown',
      `the migration's own document ${bundle.evidence} is not in the file: get it again with \`drover report\``,
    );
    return [];
  }
  say(
    'holds',
    `its ${Object.keys(bundle.documents).length} documents are those that their digests name, from ${bundle.evidence} on`,
  );
  const facts = ({ id, status, base, head }: { id: string; status: string; base: string; head: string }) =>
    [id, status, base, head].join(' ');
  if (facts(bundle) !== facts(migration))
    say('fails', `the report says ${facts(bundle)}, and its evidence ${facts(migration)}`);
  const ended = (module: { path: string; state: string; evidence?: string | undefined }) =>
    `${module.path} ${module.state} ${module.evidence ?? ''}`;
  const evidenced = new Set(migration.modules.map(ended));
  const odd = bundle.modules.filter((module) => !evidenced.has(ended(module)));
  for (const module of odd) say('fails', `the report says '${ended(module).trim()}', and its evidence does not`);
  if (bundle.modules.length !== migration.modules.length)
    say('fails', `the report has ${bundle.modules.length} modules, and its evidence ${migration.modules.length}`);
  return migration.modules.flatMap((module) => landedProof(bundle, module, tell));
}

function landedProof(
  { documents }: EvidenceBundle,
  { path, state, document, evidence, commit }: MigrationEvidence['modules'][number],
  tell: (check: EvidenceCheck) => void,
): Evidence[] {
  const say = (kind: EvidenceCheck['state'], says: string) => tell({ state: kind, about: path, says });
  const own = documents[document] as ModuleEvidence | undefined;
  if (own !== undefined && (own.state !== state || own.evidence !== evidence || own.commit !== commit))
    say('fails', "the migration's document and its own say different things of how it ended");
  if (!hasLanded(state) && state !== 'verified') return [];
  const proof = evidence === undefined ? undefined : documents[evidence];
  if (proof === undefined) {
    say('unknown', `the verification ${evidence ?? ''} that it was merged on is not in the file`);
    return [];
  }
  const parsed = parseEvidence(proof, `the evidence of ${path}`);
  if (parsed.verdict !== 'verified') say('fails', `it is ${state}, and its verification says ${parsed.verdict}`);
  return [parsed];
}
