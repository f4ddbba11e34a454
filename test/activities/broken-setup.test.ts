import { describe, expect, it } from 'vitest';
import type { ConversationItem } from '../../src/domain/conversation.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { FileChange } from '../../src/domain/file-change.ts';
import { gitRepository } from '../support/git-repository.ts';
import { activitiesForTest } from '../support/ports-for-test.ts';
import { smallMigration } from '../support/small-migration.ts';

/** A setup that fails when the lockfile does not fit its manifest, as `npm ci` does. */
async function changeTo(files: Record<string, string>) {
  const repository = await gitRepository({
    'a.js': `require('node:test')('works', () => require('assert').ok(module));\n`,
    manifest: '1',
    lock: '1',
  });
  const test = await activitiesForTest({
    ...smallMigration(repository.folder),
    setup: {
      run: 'cmp manifest lock || { echo "lock does not fit manifest" >&2; exit 3; }',
      inputs: ['manifest', 'lock'],
    },
    modules: { by: 'list', list: [{ path: 'a', paths: ['a.js', 'manifest', 'lock'] }] },
    verify: [{ run: 'node --test --test-reporter=junit a.js' }],
  });
  const { base: start } = test.prepared;
  const { baseline } = await test.run('measureBaseline', { ...test.step, start });
  const written = Object.entries(files).map(([path, text]): FileChange => ({
    kind: 'write',
    path,
    mode: '100644',
    content: new TextEncoder().encode(text),
  }));
  const about = { subject: 's', migration: 'm', module: 'a', step: 'x', date: 1 };
  const commit = await test.ports.store.commit(start, written, about);
  const input = { ...test.step, start, commit };
  const readJson = async (ref: string) =>
    JSON.parse(new TextDecoder().decode(await test.ports.blobs.get(ref))) as unknown;
  return {
    verify: async () => {
      const verdict = await test.run('verifyModule', { ...input, baseline, step: 'attempt-1' });
      const { findings } = (await readJson(verdict.evidence)) as Evidence;
      return { verdict: verdict.verdict, findings };
    },
    shell: async (command: string) => {
      const call = { type: 'function_call', call_id: 'c', name: 'shell', arguments: JSON.stringify({ command }) };
      const reply = await test.ports.blobs.put(JSON.stringify([call] satisfies ConversationItem[]));
      const conversation = await test.ports.blobs.put(JSON.stringify({ v: 1, parts: [] }));
      const more = { attempt: 1, turn: 1, conversation, reply, date: 1 };
      const result = await test.run('runTools', { ...input, ...more });
      const { parts } = (await readJson(result.conversation)) as { parts: string[] };
      const [output] = (await readJson(parts.at(-1) ?? '')) as { output: string }[];
      return { commit: result.commit, output: output?.output };
    },
    commit,
  };
}

describe('a change that breaks setup', () => {
  it('is refused with what setup said, so that the model can mend it', async () => {
    const { verify } = await changeTo({ manifest: '2' });
    expect(await verify()).toMatchObject({
      verdict: 'rejected',
      findings: [
        {
          kind: 'setup-failed',
          rejects: true,
          detail: expect.stringMatching(/exit code 3 [^]*lock does not fit manifest/),
        },
      ],
    });
  });

  it('is told to the model when it runs a command, and keeps its state', async () => {
    const { shell, commit } = await changeTo({ manifest: '2' });
    expect(await shell('cat a.js')).toEqual({
      commit,
      output: expect.stringMatching(/^The command did not run[^]*lock does not fit manifest/),
    });
  });

  it('is verified in its own environment where it keeps setup going', async () => {
    const { verify } = await changeTo({ manifest: '2', lock: '2' });
    expect(await verify()).toMatchObject({ verdict: 'verified' });
  });
});

it('a setup that fails without having been touched is no fault of the change', async () => {
  const repository = await gitRepository({ 'a.js': '', 'b.js': '' });
  const test = await activitiesForTest({
    ...smallMigration(repository.folder),
    setup: { run: 'exit 3', inputs: ['package.json'] },
  });
  await expect(test.run('measureBaseline', { ...test.step, start: test.prepared.base })).rejects.toMatchObject({
    type: 'SetupFailed',
  });
});
