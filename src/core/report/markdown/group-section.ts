import { groupLine } from '../group-line.ts';
import type { ReportedMigration } from '../reported-migration.ts';
import { more } from './module-sections.ts';
import { nodes } from './nodes.ts';
import type { Section } from './section.ts';

const { text, code, heading, list } = nodes;

/** How groups ended, one line each; nothing where there are none. */
export function groupSection({ report: { groups = [] } }: ReportedMigration): Section {
  return {
    rows: groups.length,
    render(rows) {
      if (groups.length === 0) return [];
      const items = groups
        .slice(0, rows)
        .map((group) => [code(group.path), text(': '), text(groupLine(group).slice(0, 500))]);
      return [heading(3, text('Groups')), list([...items, ...more(groups.length - rows, 'group')])];
    },
  };
}
