import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { htmlReport } from '../../../src/core/report/html/html-report.ts';
import { markdownReport } from '../../../src/core/report/markdown/markdown-report.ts';
import type { ReviewDocument } from '../../../src/domain/review.ts';
import { endedModule, landedModule, reportedMigration } from './report-for-test.ts';

describe('htmlReport', () => {
  it('is one page that loads and runs nothing', () => {
    const page = htmlReport(reportedMigration([landedModule('a.js')]));
    expect(page).toMatch(/content="default-src (?:'|&#x27;)none/);
    expect(page).not.toMatch(/<script|<link|<img|<iframe|<form|\son\w+=|\ssrc=|\shref=|url\(|@import/i);
  });

  it('unfolds each module with its tests before and after', () => {
    const tests = [
      { id: 'adds', outcome: 'passed' as const },
      { id: 'removes', outcome: 'skipped' as const },
    ];
    const page = htmlReport(reportedMigration([landedModule('a.js', { tests })]));
    expect(page).toContain(
      '<tr><td><code>adds</code></td><td class="passed">passed</td><td class="passed">passed</td></tr>',
    );
    expect(page).toContain('<summary><code>a.js</code> <span class="merged">merged</span>: 2 tests before, 2 after');
  });

  it('and with what reviews found, as the Markdown has it, too', () => {
    const finding = {
      file: 'a.js',
      line: 3,
      kind: 'security',
      why: 'It runs input.',
      fix: 'Quote it.',
      severity: 'high',
    };
    const review = { attempt: 2, model: 'm', findings: [finding] } as unknown as ReviewDocument;
    const reviewed = reportedMigration([
      { ...landedModule('a.js'), reviews: [review, { ...review, attempt: 3, findings: [] }] },
    ]);
    const line = 'high: security: a.js:3: It runs input. Instead: Quote it.';
    expect(htmlReport(reviewed)).toContain(`attempt 2, by m: ${line}`);
    expect(htmlReport(reviewed)).toContain('attempt 3, by m: nothing found');
    expect(markdownReport(reviewed)).toContain('### Review (1 found in 2)');
    expect(markdownReport(reviewed)).toContain(`attempt 2: \`${line}\``);
  });

  it('shows what a repository or a model wrote as text, whatever it looks like', () => {
    const bad = `"'><script>alert(1)</script><img src=x onerror=alert(2)></td></details>`;
    const finding = { kind: 'known-failure', rejects: false, subject: bad, detail: bad } as const;
    const page = htmlReport(
      reportedMigration(
        [
          landedModule(bad, { tests: [{ id: bad, outcome: 'passed' }], findings: [finding], approvedBy: bad }),
          { result: endedModule('b', { reason: bad, refused: [bad] }) },
        ],
        { warnings: [bad], name: bad, branch: bad },
      ),
    );
    expect(page).not.toMatch(/<script|<img/i);
    expect(page).toContain('&#x3C;script>alert(1)');
    // Every element that was opened is closed in its turn, so nothing has broken out of its place.
    const body = page.slice(page.indexOf('<body>'), page.indexOf('</html>'));
    expect(XMLValidator.validate(body)).toBe(true);
    expect(JSON.stringify(new XMLParser().parse(body))).toContain('alert(2)');
  });
});
