import { hasLanded } from '../workflow/has-landed.ts';
import { finalLine } from '../final/final-line.ts';
import { count } from '../text/human-units.ts';
import { rollbackSentence } from './rollback-sentence.ts';
import { ownModules } from './own-modules.ts';
import type { ReportedMigration, ReportedModule } from './reported-migration.ts';

const were = (number: number) => (number === 1 ? 'was' : 'were');

/** What a migration proved, in sentences: only what its evidence says. */
export function provedSentences({ report, modules }: ReportedMigration): string[] {
  const landed = modules.filter(({ result }) => hasLanded(result.state) || result.state === 'verified');
  const proved = landed.filter(({ evidence }) => evidence?.verdict === 'verified');
  if (landed.length === 0)
    return ['Nothing has landed, so nothing is claimed.', ...(report.rollbacks ?? []).map(rollbackSentence)];
  const sum = (pick: (module: ReportedModule) => number) =>
    ownModules(proved, ({ result }) => result.role).reduce((total, module) => total + pick(module), 0);
  const [before, after, matched] = (['before', 'after', 'matched'] as const).map((side) =>
    sum(({ evidence }) => evidence?.tests[side] ?? 0),
  );
  const sandboxes = [...new Set(proved.map(({ evidence }) => evidence?.after.sandbox))].join(', ');
  const without = landed.length - proved.length;
  const { proofs, finalVerification } = report;
  return [
    `${count(proved.length, 'module')} ${were(proved.length)} verified by the migration's own commands, before the change and after it${sandboxes === '' ? '' : `, in the sandbox ${sandboxes}`}.`,
    ...(proved.length > 0
      ? [
          `${count(before ?? 0, 'test')} ran before and ${after} after; ${matched} are the same. No test is lost, newly failing or newly skipped.`,
        ]
      : []),
    ...(proofs !== undefined && proofs.memoised > 0
      ? [
          `${count(proofs.memoised, 'verification')} ${were(proofs.memoised)} not made again: the same tree had been verified already by the same commands in the same environment.`,
        ]
      : []),
    ...(finalVerification === undefined ? [] : [finalLine(finalVerification)]),
    ...(report.rollbacks ?? []).map(rollbackSentence),
    ...(without > 0 ? [`The evidence of ${count(without, 'module')} can't be read any more.`] : []),
  ];
}
