import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import type { Nodes } from 'mdast';
import { describe, expect, it } from 'vitest';
import { markdownReport } from '../../../src/core/report/markdown/markdown-report.ts';
import { plainLine } from '../../../src/core/report/plain-line.ts';
import { endedModule, landedModule, reportedMigration } from './report-for-test.ts';

/** The texts of a document's code spans, and of all its other texts, as a host reads them. */
function read(markdown: string): { spans: string[]; others: string } {
  const spans: string[] = [];
  const others: string[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === 'inlineCode') spans.push(node.value);
    else if (node.type === 'text' || node.type === 'html' || node.type === 'code') others.push(node.value);
    else if (node.type === 'link' || node.type === 'image') others.push(`[${node.type} to ${node.url}]`);
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(fromMarkdown(markdown, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] }));
  return { spans, others: others.join('\n') };
}

const nasty = [
  'a | b',
  '`tick`` and ```fence',
  '<img src=x onerror=alert(1)> <!-- </details>',
  '@team please, fixes #12, https://evil.example/',
  '[link](https://evil.example) ![picture](https://evil.example/p.png)',
  'line one\n\n# heading\n| x | y |\n',
  '  blanks  ',
  '\\',
  '\u202Egnp.exe',
];

describe('markdownReport', () => {
  it('says what was proved, in figures and sentences, and how to check it again', () => {
    const tests = [{ id: 'adds', outcome: 'passed' as const }];
    const text = markdownReport(reportedMigration([landedModule('a.js', { tests }), landedModule('b.js', { tests })]));
    expect(text).toContain('## Migration `small`: completed');
    expect(text).toContain('| 2 | 2 | 0 | 0 | 2 | 2 | 1.25 USD | 1 min 15 s |');
    expect(text).toContain('2 tests ran before and 2 after; 2 are the same.');
    expect(text).toContain('drover verify-evidence small-1.json');
    expect(text).toContain('f'.repeat(64));
  });

  it('groups modules by state, reasons by what they say, and findings by kind', () => {
    const renamed = {
      kind: 'renamed-test',
      rejects: false,
      subject: 'x',
      detail: "'case[0]' is 'case(1)' now",
    } as const;
    const failed = Array.from({ length: 40 }, (_, index) => ({
      result: endedModule(`p${index}`, { reason: `not verified after ${(index % 3) + 1} attempts` }),
    }));
    const text = markdownReport(reportedMigration([landedModule('a.js', { findings: [renamed] }), ...failed]));
    expect(text).toContain('**40 modules** unresolved: `not verified after 1 attempts`. In `p0` `p1`');
    expect(text).toContain('<details><summary>unresolved: 40 modules</summary>');
    expect(text).toContain('**Tests that go by another name now (1)**');
    expect(text).toContain("`a.js`: `'case[0]' is 'case(1)' now`");
  });

  it('says of the tests before the change how many were red, and which', () => {
    const baseline = { measured: 2, memoised: 1, tests: 9, passed: 7, failed: 2, skipped: 0, flaky: 1 };
    const red = [{ path: 'a.js', test: 'is red' }];
    const text = markdownReport(reportedMigration([landedModule('a.js')], { baseline: { ...baseline, red } }));
    expect(text).toContain(
      '9 tests in 2 modules, 1 of them known from an earlier run: 7 green, 2 red, 0 skipped, 1 of them flaky.',
    );
    expect(text).toContain('- `a.js`: `is red`\n- and 1 more red test');
  });

  it.each(nasty)('shows %j as a text and as nothing else, wherever it stands', (name) => {
    const finding = { kind: 'flaky-test', rejects: false, subject: name, detail: name } as const;
    const migration = reportedMigration(
      [
        landedModule(name, { findings: [finding], approvedBy: name }),
        { result: endedModule(`${name}2`, { reason: name }) },
      ],
      { warnings: [name], name, branch: name, baseline: undefined as never },
    );
    const { spans, others } = read(markdownReport(migration));
    expect(spans).toContain(plainLine(name));
    expect(others).not.toMatch(/evil|@team|#12|onerror|tick|heading|blanks/);
  });

  it('keeps any name in its code span, in tables and in lists', () => {
    const names = fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), {
      minLength: 20,
      maxLength: 20,
    });
    fc.assert(
      fc.property(names, (all) => {
        const modules = all.map((name) => landedModule(name));
        const { spans } = read(markdownReport(reportedMigration(modules, { warnings: all })));
        for (const name of all)
          expect(spans.filter((span) => span === plainLine(name)).length).toBeGreaterThanOrEqual(2);
      }),
      { numRuns: 5, seed: 5 },
    );
  });

  it("stays below a host's limit, cuts what matters least first, and says so", () => {
    const finding = { kind: 'added-test', rejects: false, subject: 'x', detail: 'y'.repeat(290) } as const;
    const landed = Array.from({ length: 2_000 }, (_, index) =>
      landedModule(`packages/some-quite-long-name-${index}/src`, { findings: [finding] }),
    );
    const failed = { result: endedModule('broken', { reason: 'the one that matters' }) };
    const text = markdownReport(reportedMigration([...landed, failed]));
    expect(text.length).toBeLessThan(65_536);
    expect(text.length).toBeGreaterThan(30_000);
    expect(text).toContain('the one that matters');
    expect(text).toMatch(/\d modules more: the HTML report has all of them/);
    expect(text).toContain('drover verify-evidence');
  });
});
