import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { contentText } from '../../src/core/conversation/content-text.ts';
import { checkOut, runExample } from '../support/example.ts';
import { goRegistry } from '../support/go-registry.ts';
import { goSources } from '../support/go-sources.ts';
import { recordingBrain } from '../support/recording-brain.ts';
import { rewritingBrain } from '../support/rewriting-brain.ts';

const functions: Record<string, string> = {
  ReadAll: 'io.ReadAll',
  ReadFile: 'os.ReadFile',
  WriteFile: 'os.WriteFile',
  TempDir: 'os.MkdirTemp',
  TempFile: 'os.CreateTemp',
};

/** What a person would make of a file: other functions, and an import block with what it needs, in order. */
function withoutIoutil(content: string): string {
  const body = content.replace(/\bioutil\.(\w+)/g, (whole, name: string) => functions[name] ?? whole);
  return body.replace(/import \(\n([\s\S]*?)(?=\n\n|\n\))/, (_, block: string) => {
    const lines = new Set(block.split('\n').filter((line) => !line.includes('"io/ioutil"')));
    for (const name of ['io', 'os']) if (new RegExp(`\\b${name}\\.[A-Z]`).test(body)) lines.add(`\t"${name}"`);
    return `import (\n${[...lines].sort().join('\n')}`;
  });
}

/** Mistakes that a model makes: an import that nothing uses any more, and a test that is gone. */
const { brain, requests } = recordingBrain(
  rewritingBrain(withoutIoutil, {
    'hcl/printer/printer_test.go': (right) =>
      right.replace('\t"io"\n', '').replace('import (\n', 'import (\n\t"io/ioutil"\n'),
    'json/parser/parser_test.go': (right) => right.replace(/\nfunc TestListType\([\s\S]*?\n\}\n/, '\n'),
  }),
);

/** All that the model was told about a module. */
function told(module: string): string {
  return (requests(module).at(-1)?.items ?? []).map((item) => contentText(item['content'])).join('\n');
}

describe('examples/go', () => {
  test('moves hcl from io/ioutil to io and os, and takes nothing that its tests refuse', async () => {
    const sources = await goSources();
    const { stdout: root } = await execa('go', ['env', 'GOROOT']);
    const environment = { path: [`${root}/bin`], env: await goRegistry() };
    const { report, repository, evidence } = await runExample({ name: 'go', sources, environment, brain });

    expect(report).toMatchObject({ status: 'completed', branch: 'drover/no-ioutil' });
    const attempts = Object.fromEntries(
      report.modules.map(({ path, state, attempts: count }) => [path, `${state} ${count}`]),
    );
    expect(attempts).toEqual({
      'hcl_test.go': 'merged 1',
      'decoder_test.go': 'merged 1',
      'json/parser/parser_test.go': 'merged 2',
      'hcl/parser/parser_test.go': 'merged 1',
      'hcl/printer/printer_test.go': 'merged 2',
      'hcl/fmtcmd/fmtcmd.go': 'merged 1',
      'hcl/fmtcmd/fmtcmd_test.go': 'merged 1',
    });
    for (const module of report.modules) {
      const { tests, before, after } = await evidence(module.evidence);
      expect(tests.before).toBeGreaterThan(0);
      expect(tests).toEqual({ before: tests.before, after: tests.before, matched: tests.before });
      for (const { commands } of [before, after])
        expect(commands).toMatchObject([{ exitCode: 0, report: { format: 'go-test-json', problems: [] } }]);
    }

    expect(told('hcl/printer/printer_test.go')).toContain('"io/ioutil" imported and not used');
    expect(told('json/parser/parser_test.go')).toMatch(
      /test '.*json\/parser > TestListType' passed before and is gone/,
    );

    const folder = await checkOut(repository, 'drover/no-ioutil');
    expect((await execa('grep', ['-rn', 'ioutil', '--include=*.go', '.'], { cwd: folder, reject: false })).stdout).toBe(
      '',
    );
  }, 300_000);
});
