import { toHtml } from 'hast-util-to-html';
import { expect, it } from 'vitest';
import { htmlReport } from '../../../../src/core/report/html/html-report.ts';
import { markdownReport } from '../../../../src/core/report/markdown/markdown-report.ts';
import { waveDiagram } from '../../../../src/core/report/waves/wave-diagram.ts';
import { waveDrawing } from '../../../../src/core/report/waves/wave-drawing.ts';
import { wavePicture } from '../../../../src/core/report/waves/wave-picture.ts';
import { endedModule, landedModule, reportedMigration } from '../report-for-test.ts';

const order = [
  { path: 'core', wave: 0, dependsOn: [] },
  { path: 'a"]b', wave: 1, dependsOn: ['core'] },
  { path: 'web', wave: 1, dependsOn: ['core', 'gone'] },
];
const ended = [landedModule('core'), landedModule('a"]b'), { result: endedModule('web') }];
const migration = reportedMigration(ended, { waves: [1, 2], order });

it('the waves are a diagram in the Markdown report, whatever modules are called', () => {
  expect(markdownReport(migration)).toContain(
    [
      '```mermaid',
      'flowchart LR',
      '  subgraph wave1["wave 1"]',
      '    m0["core: merged"]',
      '  end',
      '  subgraph wave2["wave 2"]',
      '    m1["a#34;#93;b: merged"]',
      '    m2["web: unresolved"]',
      '  end',
      '  m0 --> m1',
      '  m0 --> m2',
      '```',
    ].join('\n'),
  );
});

it('they are a drawing in the page, with a column for each wave and the states as colours', () => {
  const page = htmlReport(migration);
  expect(page).toContain('<h2>Waves</h2>');
  expect(page.match(/<rect/g)).toHaveLength(3);
  expect(page.match(/<path/g)).toHaveLength(2);
  expect(page).toContain('<g class="unresolved"><title>web: unresolved</title><rect x="320" y="70"');
});

it('of many modules each wave is one box, and where none waits there is no picture', () => {
  const picture = wavePicture({ waves: [400, 2], modules: [] });
  expect(picture && waveDiagram(picture)).toContain('m0["400 modules"]');
  expect(picture && toHtml(waveDrawing(picture))).toContain('wave 2');
  expect(wavePicture({ modules: [] })).toBeUndefined();
  expect(markdownReport(reportedMigration(ended))).not.toContain('mermaid');
});
