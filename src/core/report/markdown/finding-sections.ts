import { reviewLines } from '../../review/review-lines.ts';
import { notedFindings } from '../noted-findings.ts';
import { baselineSentence } from '../baseline-sentence.ts';
import type { ReportedMigration } from '../reported-migration.ts';
import { unansweredLines } from '../unanswered-lines.ts';
import { more } from './module-sections.ts';
import { nodes } from './nodes.ts';
import type { Section } from './section.ts';

const { text, code, strong, heading, list, paragraph } = nodes;
const firstRows = 50;

/** What a reviewer should look at, kind by kind; nothing where there is nothing. */
export function findingSections({ modules }: ReportedMigration): Section[] {
  return notedFindings(modules).map(({ title, found }, index) => ({
    rows: Math.min(found.length, firstRows),
    render: (rows) => [
      ...(index === 0 ? [heading(3, text('Worth a look'))] : []),
      paragraph(strong(`${title} (${found.length})`)),
      ...(found.length === 0
        ? []
        : [
            list([
              ...found.slice(0, rows).map(({ path, finding }) => [code(path), text(': '), code(finding.detail, 300)]),
              ...more(found.length - rows, 'one').map(([item]) => [item ?? text('')]),
            ]),
          ]),
    ],
  }));
}

/** The tests before any change; nothing where none were looked at. */
export function baselineSection({ report: { baseline } }: ReportedMigration): Section {
  return {
    rows: baseline?.red.length ?? 0,
    render(rows) {
      if (baseline === undefined || baseline.measured === 0) return [];
      const red = baseline.red.slice(0, rows).map(({ path, test }) => [code(path), text(': '), code(test)]);
      const rest = more(baseline.failed - red.length, 'red test');
      return [
        heading(3, text('Before the change')),
        paragraph(text(baselineSentence(baseline))),
        ...(red.length > 0 ? [list([...red, ...rest])] : []),
      ];
    },
  };
}

/** What people should know before they trust it. */
export function warningSection({ report }: ReportedMigration): Section {
  const warnings = [...report.warnings, ...unansweredLines(report)];
  return {
    rows: warnings.length,
    render(rows) {
      if (warnings.length === 0) return [];
      const items = warnings.slice(0, rows).map((warning) => [code(warning, 400)]);
      return [heading(3, text('Warnings')), list([...items, ...more(warnings.length - rows, 'warning')])];
    },
  };
}

/** What reviews found, the newest of each module; nothing where there were none. */
export function reviewSection({ modules }: ReportedMigration): Section {
  const reviewed = modules.flatMap(({ result: { path }, reviews = [] }) =>
    reviews.flatMap(({ attempt, findings, why }) => {
      const lines = why === undefined ? reviewLines(findings) : [`it could not be read: ${why}`];
      return lines.map((line) => ({ path, attempt, line }));
    }),
  );
  const count = modules.reduce((sum, { reviews = [] }) => sum + reviews.length, 0);
  return {
    rows: Math.min(reviewed.length, firstRows),
    render(rows) {
      if (count === 0) return [];
      const items = reviewed
        .slice(0, rows)
        .map(({ path, attempt, line }) => [code(path), text(`, attempt ${attempt}: `), code(line, 400)]);
      const rest = more(reviewed.length - rows, 'finding').map(([item]) => [item ?? text('')]);
      return [
        heading(3, text(`Review (${reviewed.length} found in ${count})`)),
        ...(reviewed.length === 0 ? [] : [list([...items, ...rest])]),
      ];
    },
  };
}
