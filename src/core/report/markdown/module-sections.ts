import { count } from '../../text/human-units.ts';
import { firstLine } from '../../text/first-line.ts';
import { groupReasons } from '../../workflow/group-reasons.ts';
import type { ModuleResult } from '../../../domain/migration-report.ts';
import type { ReportedMigration } from '../reported-migration.ts';
import { nodes } from './nodes.ts';
import type { Section } from './section.ts';

const { text, code, strong, heading, list, table, folded, paragraph } = nodes;
const shownPaths = 5;

/** Why modules were not merged; nothing where all were. */
export function reasonSection({ report }: ReportedMigration): Section {
  const groups = groupReasons(report.modules);
  return {
    rows: groups.length,
    render(rows) {
      if (groups.length === 0) return [];
      const items = groups.slice(0, rows).map(({ state, reason, count: modules, paths }) => {
        const named = paths.slice(0, shownPaths).flatMap((path) => [text(' '), code(path)]);
        const rest = modules > shownPaths ? [text(` and ${modules - shownPaths} more`)] : [];
        return [
          strong(count(modules, 'module')),
          text(` ${state}: `),
          code(firstLine(reason), 400),
          text('. In'),
          ...named,
          ...rest,
        ];
      });
      return [heading(3, text('Not merged')), list([...items, ...more(groups.length - rows, 'reason')])];
    },
  };
}

/** All modules, by the state that they ended in. */
export function moduleSection({ report }: ReportedMigration): Section {
  const states = [...new Set(report.modules.map(({ state }) => state))];
  return {
    rows: report.modules.length,
    render(rows) {
      if (report.modules.length === 0) return [];
      const parts = states.flatMap((state) => {
        const all = report.modules.filter((module) => module.state === state);
        const shown = all.slice(0, Math.floor((rows * all.length) / report.modules.length));
        const left = all.length - shown.length;
        return folded(
          `${state}: ${count(all.length, 'module')}`,
          ...(shown.length > 0 ? [moduleTable(shown)] : []),
          ...(left > 0 ? [paragraph(text(`${count(left, 'module')} more: the HTML report has all of them.`))] : []),
        );
      });
      return [heading(3, text('Modules')), ...parts];
    },
  };
}

function moduleTable(modules: ModuleResult[]) {
  const head = ['module', 'tests before', 'after', 'same', 'approved by', 'commit'].map(text);
  const figure = (value: number | undefined) => text(value === undefined ? '-' : `${value}`);
  const named = (value: string | undefined) => (value === undefined ? text('-') : code(value, 80));
  return table(
    head,
    modules.map(({ path, tests, approvedBy, commit }) => [
      code(path),
      figure(tests?.before),
      figure(tests?.after),
      figure(tests?.matched),
      named(approvedBy),
      named(commit?.slice(0, 10)),
    ]),
  );
}

/** What a list says of what it leaves out. */
export function more(left: number, noun: string) {
  return left > 0 ? [[text(`and ${count(left, `more ${noun}`)}, which the HTML report has`)]] : [];
}
