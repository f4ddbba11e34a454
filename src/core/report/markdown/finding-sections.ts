import { notedFindings } from '../noted-findings.ts';
import { baselineSentence } from '../baseline-sentence.ts';
import type { ReportedMigration } from '../reported-migration.ts';
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
export function warningSection({ report: { warnings } }: ReportedMigration): Section {
  return {
    rows: warnings.length,
    render(rows) {
      if (warnings.length === 0) return [];
      const items = warnings.slice(0, rows).map((warning) => [code(warning, 400)]);
      return [heading(3, text('Warnings')), list([...items, ...more(warnings.length - rows, 'warning')])];
    },
  };
}
