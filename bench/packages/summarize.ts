import { table } from '../../src/dev/show/table.ts';
import { explain, owners, type Explanation } from './explanations.ts';
import { packageKinds } from './package-list.ts';
import type { Row } from './row.ts';

type Eligible = Extract<Row, { eligible: true }>;

/** The results as tables: every package, then the shares by kind. */
export function summarize(rows: Row[], explanations: Map<string, Explanation>): string {
  const eligible = rows.filter((row) => row.eligible);
  const lines = eligible.map((row) => [
    row.kind,
    `${row.name} ${row.version}`,
    row.title,
    row.outcome,
    `${row.green}/${row.modules}`,
    row.tests,
    row.failing,
    row.seconds,
  ]);
  return [
    table(['kind', 'package', 'taken for', 'outcome', 'green', 'tests', 'failing', 's'], lines, [
      'left',
      'left',
      'left',
      'left',
      'right',
      'right',
      'right',
      'right',
    ]),
    '',
    shares(rows, eligible),
    '',
    whose(eligible, explanations),
    '',
    ...eligible.filter(({ outcome }) => outcome !== 'green').flatMap((row) => whyNot(row, explanations)),
  ].join('\n');
}

function shares(rows: Row[], eligible: Eligible[]): string {
  const groups = [...packageKinds, 'all'].map((kind) => {
    const of = (row: Row) => kind === 'all' || row.kind === kind;
    const counted = eligible.filter(of);
    const green = counted.filter(({ outcome }) => outcome === 'green').length;
    const partly = counted.filter(({ outcome }) => outcome === 'partly green').length;
    const share = counted.length === 0 ? undefined : `${Math.round((100 * green) / counted.length)}%`;
    return [kind, rows.filter(of).length, counted.length, green, partly, share];
  });
  return table(['kind', 'looked at', 'eligible', 'green', 'partly', 'share green'], groups, [
    'left',
    'right',
    'right',
    'right',
    'right',
    'right',
  ]);
}

function whose(eligible: Eligible[], explanations: Map<string, Explanation>): string {
  const bad = eligible.filter(({ outcome }) => outcome !== 'green');
  const rows = owners.map((owner) => {
    const of = bad.filter((row) => explain(row, explanations).owner === owner);
    return [owner, of.length, of.map(({ name }) => name).join(', ')];
  });
  return table(['whose reason', 'packages', ''], rows, ['left', 'right', 'left']);
}

function whyNot(row: Eligible, explanations: Map<string, Explanation>): string[] {
  const { owner, words } = explain(row, explanations);
  const said = row.failures.length > 0 ? row.failures : row.reasons.flatMap((reason) => reason.split('\n').slice(-6));
  return [
    `${row.kind} ${row.name}: ${row.outcome} (${owner}: ${words})`,
    ...said.slice(0, 10).map((line) => `  | ${line.slice(0, 240)}`),
    '',
  ];
}
