import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { folderJournal } from '../../src/adapters/journal/folder-journal.ts';
import { listJournal } from '../../src/adapters/journal/journal-listing.ts';
import type { ProviderTraits } from '../../src/dev/rehearsal/provider-traits.ts';
import { gitRepository } from '../support/git-repository.ts';
import { migrationStack } from '../support/migration-stack.ts';
import { renamingBrain } from '../support/renaming-brain.ts';
import { smallMigration } from '../support/small-migration.ts';
import { wordModule, wordVerify } from '../support/word-module.ts';

async function fileOf(model: object, more: object = {}) {
  const repository = await gitRepository({ 'a.js': wordModule() });
  return { ...smallMigration(repository.folder), verify: wordVerify, model, ...more };
}

describe('a migration', () => {
  it('is done by a server that knows only plain function tools', async () => {
    const unknownFields = ['include', 'prompt_cache_key', 'parallel_tool_calls', 'store', 'reasoning', 'background'];
    const traits = { customTools: 'refused', compaction: 'missing', unknownFields } as const;
    const stack = await migrationStack({ brain: renamingBrain(), traits });
    const { id } = await stack.start(await fileOf({ background: true }));
    const report = await stack.approveAll(id);
    expect(report.modules).toMatchObject([{ state: 'merged' }]);
    // Refused once for each thing, and never again.
    const isRefused = ({ status }: { status: number }) => status === 400;
    expect(stack.rehearsal.probes().filter(isRefused)).toHaveLength(unknownFields.length);
    const refused = stack.rehearsal.calls().filter(isRefused);
    expect(refused).toHaveLength(1);
    expect(stack.rehearsal.calls().filter(({ status }) => status === 200).length).toBeGreaterThan(1);
  });

  it('fails before anything is paid where the server skips tools, or has not got the model, and names the setting', async () => {
    const cases: [ProviderTraits, object, RegExp][] = [
      [{ tools: 'skipped' }, {}, /skips tools in silence.*OPENAI_BASE_URL/],
      [{ customTools: 'skipped' }, {}, /skips custom tools in silence.*patchTool: function/],
      [{ models: ['other'] }, {}, /gpt-5\.2-codex.*model\.name/],
      [{ models: ['gpt-5.2-codex'] }, { fallback: { name: 'gone-1' } }, /gone-1/],
      [{ key: 'another' }, {}, /OPENAI_API_KEY/],
    ];
    for (const [traits, model, said] of cases) {
      const stack = await migrationStack({ brain: renamingBrain(), traits });
      const { result } = await stack.start(await fileOf(model));
      await expect(result).rejects.toMatchObject({ cause: { cause: { message: expect.stringMatching(said) } } });
      expect(stack.rehearsal.calls()).toEqual([]);
      await stack.worker.kill();
    }
  });

  it('is asked once for all migrations of a worker whether it calls tools, and the report says what that cost', async () => {
    const stack = await migrationStack({ brain: renamingBrain(), traits: { unknownFields: ['tool_choice'] } });
    const first = await stack.start(await fileOf({}));
    expect(await stack.approveAll(first.id)).toMatchObject({
      status: 'completed',
      probed: { asked: ['gpt-5.2-codex'], usage: { modelCalls: 1, inputTokens: expect.any(Number) } },
    });
    const second = await stack.start(await fileOf({}));
    expect(await stack.approveAll(second.id)).toMatchObject({ status: 'completed', probed: { asked: [] } });
    expect(stack.rehearsal.probes().filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('fetches the reply that was being made in the background when its worker was killed, and pays it once', async () => {
    const stack = await migrationStack({ brain: renamingBrain(), latencyMs: 1_500 });
    const { id } = await stack.start(await fileOf({ background: true }));
    const folder = join(stack.dataFolder, 'journal');
    const journalNow = folderJournal(folder, () => {});
    await vi.waitFor(
      async () => {
        const [call] = stack.rehearsal.inFlight();
        expect(await journalNow.begun(call?.key ?? 'm/a/1/1/1/none')).toBeDefined();
      },
      { timeout: 60_000 },
    );
    await stack.worker.kill();
    const sent = stack.rehearsal.calls().length;
    expect(await listJournal(folder)).toContainEqual(expect.objectContaining({ recorded: false, intended: 1 }));
    stack.rehearsal.setLatency(0);
    await stack.startWorker();
    const report = await stack.approveAll(id);
    expect(report.modules).toMatchObject([{ state: 'merged' }]);
    const journal = await listJournal(folder);
    expect(journal.every(({ recorded, intended }) => recorded && intended === 1)).toBe(true);
    expect(stack.rehearsal.calls()).toHaveLength(journal.length);
    expect(journal.length).toBeGreaterThan(sent);
  });
});
