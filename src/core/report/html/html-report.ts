import { unansweredLines } from '../unanswered-lines.ts';
import type { Element } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { firstLine } from '../../text/first-line.ts';
import { count } from '../../text/human-units.ts';
import { groupReasons } from '../../workflow/group-reasons.ts';
import { baselineSentence } from '../baseline-sentence.ts';
import { checkCommands } from '../check-commands.ts';
import { groupLine } from '../group-line.ts';
import { notedFindings } from '../noted-findings.ts';
import { plainLine } from '../plain-line.ts';
import { provedSentences } from '../proved-sentences.ts';
import type { ReportedMigration } from '../reported-migration.ts';
import { summaryFigures } from '../summary-figures.ts';
import { waveDrawing } from '../waves/wave-drawing.ts';
import { wavePicture } from '../waves/wave-picture.ts';
import { moduleDetails } from './module-details.ts';
import { style } from './style.ts';

/** Nothing is loaded and nothing runs: what a repository or a model wrote is text on this page, whatever it looks like. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** A migration's report as one page that needs nothing else. */
export function htmlReport(migration: ReportedMigration): string {
  const { report } = migration;
  const head = h('head', [
    h('meta', { charSet: 'utf-8' }),
    h('meta', { httpEquiv: 'Content-Security-Policy', content: policy }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('title', `${report.name}: ${report.status}`),
    h('style', style),
  ]);
  const page = h('html', { lang: 'en' }, [head, h('body', h('main', body(migration)))]);
  return `<!doctype html>\n${toHtml(page)}\n`;
}

function body(migration: ReportedMigration): Element[] {
  const { report, repository, modules } = migration;
  return [
    h('h1', ['Migration ', h('code', report.name), ': ', h('span', { className: [report.status] }, report.status)]),
    h('p', [
      ...[code(report.id), ' of ', code(repository.url), ' at ', code(report.base || 'no commit')],
      ...(report.branch === null ? [] : [', on the branch ', code(report.branch), ' at ', code(report.head)]),
    ]),
    h(
      'dl.figures',
      summaryFigures(migration).map(([name, value]) => h('div', [h('dt', name), h('dd', value)])),
    ),
    h('h2', 'What is proved'),
    h(
      'ul',
      provedSentences(migration).map((sentence) => h('li', sentence)),
    ),
    ...waves(migration),
    ...section(
      'Groups',
      (report.groups ?? []).map((group) => h('li', [code(group.path), `: ${groupLine(group)}`])),
    ),
    ...notMerged(migration),
    ...section(
      'Warnings',
      [...report.warnings, ...unansweredLines(report)].map((warning) => h('li', code(warning, 2_000))),
    ),
    ...worthALook(migration),
    ...baseline(migration),
    ...again(migration),
    ...(modules.length === 0 ? [] : [h('h2', 'Modules'), ...modules.map(moduleDetails)]),
  ];
}

function waves({ report }: ReportedMigration): Element[] {
  const picture = wavePicture(report);
  return picture === undefined ? [] : [h('h2', 'Waves'), h('div.wide', waveDrawing(picture))];
}

function notMerged({ report }: ReportedMigration): Element[] {
  const items = groupReasons(report.modules).map(({ state, reason, count: number, paths }) =>
    h('li', [
      h('strong', count(number, 'module')),
      ' ',
      h('span', { className: [state] }, state),
      ': ',
      code(firstLine(reason), 1_000),
      h('details', [
        h('summary', 'Which'),
        h(
          'ul',
          paths.map((path) => h('li', code(path))),
        ),
      ]),
    ]),
  );
  return section('Not merged', items);
}

function worthALook({ modules }: ReportedMigration): Element[] {
  const kinds = notedFindings(modules).map(({ title, found }) =>
    h('details', [
      h('summary', `${title} (${found.length})`),
      h(
        'ul',
        found.map(({ path, finding }) => h('li', [code(path), ': ', code(finding.detail, 1_000)])),
      ),
    ]),
  );
  return kinds.length === 0 ? [] : [h('h2', 'Worth a look'), ...kinds];
}

function baseline({ report }: ReportedMigration): Element[] {
  if (report.baseline === undefined || report.baseline.measured === 0) return [];
  const { red, failed } = report.baseline;
  const rest = failed - red.length;
  return [
    h('h2', 'Before the change'),
    h('p', baselineSentence(report.baseline)),
    ...(red.length === 0
      ? []
      : [
          h(
            'ul',
            red.map(({ path, test }) => h('li', [code(path), ': ', code(test)])),
          ),
        ]),
    ...(rest > 0 ? [h('p.note', `and ${count(rest, 'more red test')}`)] : []),
  ];
}

function again({ report }: ReportedMigration): Element[] {
  if (report.evidence === undefined) return [];
  return [
    h('h2', 'To check it again'),
    h('p', [
      'The commands are run again at these commits, in a sandbox, and compared with the evidence ',
      code(report.evidence),
      ':',
    ]),
    h('pre', checkCommands(report.id).join('\n')),
  ];
}

function section(title: string, items: Element[]): Element[] {
  return items.length === 0 ? [] : [h('h2', title), h('ul', items)];
}

function code(text: string, longest?: number): Element {
  return h('code', plainLine(text, longest));
}
