import { expect, it } from 'vitest';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { FileChange } from '../../src/domain/file-change.ts';
import { activitiesForTest } from '../support/ports-for-test.ts';
import { gitRepository } from '../support/git-repository.ts';
import { smallMigration } from '../support/small-migration.ts';

const manifest = { name: 'a', version: '1.0.0', scripts: { test: 'node --test' } };

async function verifyChange(changes: object, files: Record<string, string>) {
  const repository = await gitRepository({
    'pkg/a.js': `require('node:test')('works', () => require('assert').ok(module));\n`,
    'pkg/package.json': JSON.stringify(manifest),
    'pkg/conftest.py': 'import pytest\n',
  });
  const test = await activitiesForTest({
    ...smallMigration(repository.folder),
    modules: { by: 'folders', include: ['pkg'], ...changes },
    verify: [{ run: 'node --test --test-reporter=junit pkg/a.js' }],
  });
  const { base: start } = test.prepared;
  const { baseline } = await test.run('measureBaseline', { ...test.step, start });
  const written = Object.entries(files).map(([path, text]): FileChange => ({
    kind: 'write',
    path,
    mode: '100644',
    content: new TextEncoder().encode(text),
  }));
  const commit = await test.ports.store.commit(start, written, {
    ...{ subject: 's', migration: 'm', module: 'pkg', step: 'x', date: 1 },
  });
  const verdict = await test.run('verifyModule', { ...test.step, start, commit, baseline, step: 'attempt-1' });
  const { findings } = JSON.parse(new TextDecoder().decode(await test.ports.blobs.get(verdict.evidence))) as Evidence;
  return { verdict, findings };
}

it("a folder's own package.json is refused where no pattern names it, with the pattern to add", async () => {
  const changed = JSON.stringify({ ...manifest, scripts: { test: 'true' } });
  const { verdict, findings } = await verifyChange({}, { 'pkg/package.json': changed });
  expect(verdict).toMatchObject({ verdict: 'rejected' });
  expect(verdict).not.toHaveProperty('configuration');
  expect(findings).toMatchObject([
    {
      kind: 'protected-path',
      subject: 'pkg/package.json',
      detail: expect.stringContaining('add "pkg/package.json" or "**/package.json" to modules.mayChange'),
    },
  ]);
});

it('is a finding for a person where a pattern names it', async () => {
  const changed = JSON.stringify({ ...manifest, scripts: { test: 'vitest' } });
  const { verdict, findings } = await verifyChange(
    { mayChange: ['{module}', '{module}/package.json'] },
    { 'pkg/package.json': changed },
  );
  expect(verdict).toMatchObject({
    verdict: 'verified',
    configuration: [{ path: 'pkg/package.json', kind: 'package.json' }],
  });
  expect(findings).toMatchObject([{ kind: 'config-change', rejects: false, subject: 'pkg/package.json' }]);
});

it('is no matter where only a version or a fixture changed', async () => {
  const { verdict, findings } = await verifyChange(
    {},
    {
      'pkg/package.json': JSON.stringify({ ...manifest, version: '1.0.1' }),
      'pkg/conftest.py': 'import pytest\n\n@pytest.fixture\ndef db():\n    return 1\n',
    },
  );
  expect(verdict.verdict).toBe('verified');
  expect(findings).toEqual([]);
});
