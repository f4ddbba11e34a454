import type { Element } from 'hast';
import { h } from 'hastscript';
import type { CommandRun, Evidence } from '../../../domain/evidence.ts';
import type { TestCase } from '../../../domain/test-report.ts';
import { exitWords } from '../../evidence/exit-words.ts';
import { plainLine } from '../plain-line.ts';

/** Of one command: a page of very many rows is one that nobody can open. */
const mostRows = 5_000;
const longest = 400;

/** A module's tests before and after, command by command, by their names. */
export function testsTables({ before, after }: Pick<Evidence, 'before' | 'after'>): Element[] {
  const names = [...new Set([...before.commands, ...after.commands].map(({ name }) => name))];
  const find = (commands: CommandRun[], name: string) => commands.find((run) => run.name === name);
  return names.flatMap((name) => testsOf(name, find(before.commands, name), find(after.commands, name)));
}

function testsOf(name: string, before: CommandRun | undefined, after: CommandRun | undefined): Element[] {
  const [left, right] = [byId(before), byId(after)];
  const ids = [...new Set([...left.keys(), ...right.keys()])];
  const rows = ids
    .slice(0, mostRows)
    .map((id) => h('tr', [h('td', h('code', plainLine(id, longest))), cell(left.get(id)), cell(right.get(id))]));
  return [
    h('h3', ['Command ', h('code', plainLine(name))]),
    h('p.note', [...ran('Before', before), ' ', ...ran('After', after)]),
    ...(rows.length === 0
      ? [h('p', 'It reports no tests: its exit code alone counts.')]
      : [
          h(
            '.wide',
            h('table', [
              h(
                'thead',
                h(
                  'tr',
                  ['test', 'before', 'after'].map((head) => h('th', head)),
                ),
              ),
              h('tbody', rows),
            ]),
          ),
        ]),
    ...(ids.length > mostRows
      ? [h('p.note', `${ids.length - mostRows} more tests are left out here; the evidence has them.`)]
      : []),
  ];
}

function ran(when: string, run: CommandRun | undefined) {
  if (run === undefined) return [`${when}: it was not run.`];
  return [`${when}: `, h('code', plainLine(run.command, longest)), ` (${exitWords(run)}, ${run.report.format}).`];
}

function cell(test: TestCase | undefined): Element {
  return test === undefined ? h('td.missing', '-') : h(`td.${test.outcome}`, test.outcome);
}

function byId(run: CommandRun | undefined): Map<string, TestCase> {
  return new Map((run?.report.tests ?? []).map((test) => [test.id, test]));
}
