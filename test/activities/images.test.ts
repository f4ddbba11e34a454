import { describe, expect, it } from 'vitest';
import type { MigrationFileInput } from '../../src/domain/migration-file.ts';
import { MigrationFile } from '../../src/domain/migration-file.ts';
import { activitiesForTest } from '../support/ports-for-test.ts';
import { gitRepository } from '../support/git-repository.ts';
import { gif, png } from '../support/images.ts';
import { recordingBrain } from '../support/recording-brain.ts';
import { renamingBrain } from '../support/renaming-brain.ts';
import { smallMigration } from '../support/small-migration.ts';
import { wordModule } from '../support/word-module.ts';

async function begin(images: MigrationFileInput['images'], more: Partial<MigrationFileInput> = {}) {
  const repository = await gitRepository({ 'a.js': wordModule(), 'docs/before.gif': gif, 'notes.txt': 'hello' });
  const recording = recordingBrain(renamingBrain());
  const file = { ...smallMigration(repository.folder), images, ...more };
  const test = await activitiesForTest(smallMigration(repository.folder), recording.brain);
  const prepare = () => test.run('prepareMigration', { v: 1, migration: 'm', file: MigrationFile.parse(file) });
  return { ...test, recording, prepare };
}

describe("a migration's images", () => {
  it('are sent with the first message of each conversation, and kept by their address', async () => {
    const { run, ports, step, prepare, recording, rehearsal } = await begin([
      'docs/before.gif',
      { path: 'after.png', for: 'how it looks then', data: png.toString('base64') },
    ]);
    const { plan, base } = await prepare();
    const input = {
      ...step,
      plan,
      attempt: 1,
      turn: 1,
      start: base,
      commit: base,
      model: { name: 'gpt-5.2-codex', effort: 'medium' },
      feedback: { kind: 'begin' },
    } as const;
    const turn = await run('callModel', input);
    if (turn.kind !== 'reply') throw new Error('There is no reply.');
    const { conversation, reply } = turn;
    const tools = await run('runTools', { ...input, conversation, reply, date: 1 });
    const next = { ...input, turn: 2, conversation: tools.conversation };
    await run('callModel', next);
    // A conversation that was shortened begins anew, from the plan.
    const model = { ...input.model, inputLimit: 272_000 };
    const short = await run('compressContext', { ...next, number: 1, why: 'threshold', model });
    await run('callModel', { ...input, turn: 3, conversation: short.conversation });
    const wanted = [
      { type: 'input_text', text: 'Images, in this order:\n1. docs/before.gif\n2. after.png: how it looks then' },
      {
        type: 'input_image',
        image_url: `data:image/gif;base64,${Buffer.from(gif).toString('base64')}`,
        detail: 'auto',
      },
      { type: 'input_image', image_url: `data:image/png;base64,${png.toString('base64')}`, detail: 'auto' },
    ];
    const openings = recording.requests('a.js').map(({ items }) => items[0]?.['content'] as unknown[]);
    expect(openings.length).toBeGreaterThanOrEqual(3);
    for (const content of openings) expect(content.slice(1)).toEqual(wanted);
    const record = (await ports.records.read('m', `modules/${input.module}/round-1/attempt-1/turn-1/model`)) as {
      request: string;
    };
    const kept = new TextDecoder().decode(await ports.blobs.get(record.request));
    expect(kept).toContain(`drover-image:image/png;${await ports.blobs.put(png)}`);
    expect(kept).not.toContain('base64');
    // The journal's key is made of what is kept, and a retry is answered from it.
    expect(await run('callModel', input)).toMatchObject({ recorded: true });
    expect(rehearsal.calls()).toHaveLength(openings.length);
  });

  it('are refused before anything is paid, each with the way out', async () => {
    const { prepare } = await begin(['docs/none.png', 'notes.txt']);
    await expect(prepare()).rejects.toMatchObject({
      type: 'InputRefused',
      message: expect.stringMatching(
        /^images\[0\] is "docs\/none.png": there is no such file in the repository at .*\nimages\[1\] is "notes.txt": it is no image that is known; give a PNG/,
      ),
    });
  });

  it('are refused for a model without them, unless its row says otherwise', async () => {
    const { prepare } = await begin(['docs/before.gif'], { model: { name: 'blind-1' } });
    await expect(prepare()).rejects.toThrow("the model 'blind-1' (model.name, model.fallback) takes no images");
    const seeing = await begin(['docs/before.gif'], {
      model: { name: 'blind-1', catalog: { 'blind-1': { images: true } } },
    });
    expect(await seeing.prepare()).toMatchObject({ modules: [{ path: 'a.js' }] });
  });
});
