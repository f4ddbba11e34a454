import { describe, expect, it } from 'vitest';
import { contentText } from '../../src/core/conversation/content-text.ts';
import { gitRepository } from '../support/git-repository.ts';
import { activitiesForTest } from '../support/ports-for-test.ts';
import { smallMigration } from '../support/small-migration.ts';

const files = {
  'lib/a.js': "const { help } = require('./help.js');\nexports.a = () => help();\n",
  'lib/help.js': 'function help() {\n  return 1;\n}\nexports.help = help;\n',
  'user.js': "const { a } = require('./lib/a.js');\n\nconsole.log('other');\nconsole.log(a());\n",
  'stranger.js': 'exports.nothing = 1;\n',
};

async function opening(more: { changed?: Record<string, string> } = {}) {
  const repository = await gitRepository(files);
  const test = await activitiesForTest({
    ...smallMigration(repository.folder),
    modules: { by: 'files', include: ['lib/a.js'] },
  });
  const { ports, prepared, step } = test;
  const changes = Object.entries(more.changed ?? {}).map(([path, text]) => ({
    kind: 'write' as const,
    path,
    mode: '100644' as const,
    content: new TextEncoder().encode(text),
  }));
  const commit = { subject: 's', migration: 'm', module: 'x', step: 'x', date: 1 };
  const head = await ports.store.commit(prepared.base, changes, commit);
  const turn = await test.run('callModel', {
    ...step,
    attempt: 1,
    turn: 1,
    start: prepared.base,
    commit: prepared.base,
    model: { name: 'gpt-5.2-codex', effort: 'medium' },
    feedback: { kind: 'begin' },
    examples: [{ path: 'other.js', start: prepared.base, head }],
  });
  if (turn.kind !== 'reply') throw new Error('There was no reply.');
  const { request } = (await ports.records.read('m', `modules/${step.module}/round-1/attempt-1/turn-1/model`)) as {
    request: string;
  };
  const body = JSON.parse(new TextDecoder().decode(await ports.blobs.get(request))) as { input: { content: [] }[] };
  return contentText(body.input[0]?.content);
}

describe('the opening of a conversation', () => {
  it('has the outline of what the module uses and the lines that use the module, and nothing of other files', async () => {
    const text = await opening();
    expect(text).toContain('--- lib/help.js\n1: function help() {\n4: exports.help = help;');
    expect(text).toContain("--- user.js\n1: const { a } = require('./lib/a.js');\n4: console.log(a());");
    expect(text).not.toContain('stranger');
  });

  it('shows what a merged module of the same kind changed, where that is small', async () => {
    const shown = 'How other modules of this migration were changed';
    expect(await opening({ changed: { 'b.js': 'let it;\n' } })).toMatch(
      new RegExp(`${shown}[^]*--- other.js[^]*\\+let it;`),
    );
    expect(await opening({ changed: { 'b.md': 'let it\n' } })).not.toContain(shown);
    expect(await opening({ changed: { 'b.js': 'long();\n'.repeat(1_000) } })).not.toContain(shown);
  });
});
