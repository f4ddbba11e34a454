import { checkCommands } from '../check-commands.ts';
import { provedSentences } from '../proved-sentences.ts';
import type { ReportedMigration } from '../reported-migration.ts';
import { summaryFigures } from '../summary-figures.ts';
import { baselineSection, findingSections, reviewSection, warningSection } from './finding-sections.ts';
import { fitSections } from './fit-sections.ts';
import { groupSection } from './group-section.ts';
import { moduleSection, reasonSection } from './module-sections.ts';
import { nodes } from './nodes.ts';
import type { Section } from './section.ts';
import { waveSection } from './wave-section.ts';

const { text, code, heading, paragraph, list, table, commands } = nodes;

/** GitHub takes 65,536 characters for a pull request's body; the rest is for what a person writes above it. */
const limit = 64_000;

/** A migration's report as Markdown, for a pull request's body. */
export function markdownReport(migration: ReportedMigration): string {
  return fitSections(
    [
      whole(migration),
      waveSection(migration),
      groupSection(migration),
      reasonSection(migration),
      warningSection(migration),
      ...findingSections(migration),
      reviewSection(migration),
      baselineSection(migration),
      again(migration),
      moduleSection(migration),
    ],
    limit,
  );
}

function whole(migration: ReportedMigration): Section {
  const { report, repository } = migration;
  const figures = summaryFigures(migration);
  return {
    rows: 0,
    render: () => [
      heading(2, text('Migration '), code(report.name), text(`: ${report.status}`)),
      paragraph(
        ...[
          code(report.id),
          text(' of '),
          code(repository.url),
          text(' at '),
          code(report.base.slice(0, 10) || 'no commit'),
        ],
        ...(report.branch === null ? [] : [text(', on the branch '), code(report.branch)]),
      ),
      table(
        figures.map(([name]) => text(name)),
        [figures.map(([, value]) => text(value))],
      ),
      heading(3, text('What is proved')),
      list(provedSentences(migration).map((sentence) => [text(sentence)])),
    ],
  };
}

function again({ report }: ReportedMigration): Section {
  if (report.evidence === undefined) return { rows: 0, render: () => [] };
  const { id, evidence } = report;
  return {
    rows: 0,
    render: () => [
      heading(3, text('To check it again')),
      paragraph(
        text('The commands are run again at these commits, in a sandbox, and compared with the evidence '),
        code(evidence),
        text(':'),
      ),
      commands(checkCommands(id)),
    ],
  };
}
