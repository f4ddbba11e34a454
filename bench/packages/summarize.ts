import { table } from '../../src/dev/show/table.ts';
import { packageKinds } from './package-list.ts';
import type { Row } from './row.ts';

type Eligible = Extract<Row, { eligible: true }>;

/** The results as tables: every package, then the shares by kind. */
export function summarize(rows: Row[]): string {
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
    ...eligible.filter(({ outcome }) => outcome !== 'green').flatMap(whyNot),
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

function whyNot({ kind, name, outcome, reasons }: Eligible): string[] {
  return [
    `${kind} ${name}: ${outcome}`,
    ...reasons.flatMap((reason) =>
      reason
        .split('\n')
        .slice(-6)
        .map((line) => `  | ${line.slice(0, 240)}`),
    ),
    '',
  ];
}
