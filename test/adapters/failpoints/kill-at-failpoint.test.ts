import { execa } from 'execa';
import { expect, test } from 'vitest';
import { killAtFailpoint } from '../../../src/adapters/failpoints/kill-at-failpoint.ts';
import { folderBlobs } from '../../../src/adapters/blobs/folder-blobs.ts';
import { folderJournal } from '../../../src/adapters/journal/folder-journal.ts';
import { listJournal } from '../../../src/adapters/journal/journal-listing.ts';
import { compileForChild } from '../../support/compile-for-child.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

// A failpoint that kills would take this process with it, and the run would fail.
test.each([undefined, ''])('does nothing without a setting (%j)', (setting) => {
  const failpoint = killAtFailpoint(setting);
  expect(() => ['before-merge' as const, 'after-merge' as const].forEach(failpoint)).not.toThrow();
});

test('lets all others pass, and the named one until its count', () => {
  const failpoint = killAtFailpoint('after-journal-write:3');
  const passings = [
    'before-journal-write',
    'after-journal-write',
    'before-journal-write',
    'after-journal-write',
    'before-journal-write',
  ] as const;
  expect(() => passings.forEach(failpoint)).not.toThrow();
});

test.each([
  'sometime',
  'after-journal-write:0',
  'after-journal-write:x',
  'after-journal-write:1:2',
  ':1',
  'before-merge ',
])('refuses the setting %j and names the failpoints', (setting) => {
  expect(() => killAtFailpoint(setting)).toThrow(
    expect.objectContaining({
      type: 'InputRefused',
      message: expect.stringMatching(/before-blob-write, .*after-merge/),
    }),
  );
});

test('a process killed around its writes has the write wholly or not at all', async () => {
  const script = await compileForChild(
    ['failpoints/kill-at-failpoint', 'blobs/folder-blobs', 'journal/folder-journal'].map(
      (name) => `src/adapters/${name}.ts`,
    ),
    `
    import { killAtFailpoint } from './src/adapters/failpoints/kill-at-failpoint.js';
    import { folderBlobs } from './src/adapters/blobs/folder-blobs.js';
    import { folderJournal } from './src/adapters/journal/folder-journal.js';
    const [folder, setting] = process.argv.slice(2);
    const failpoint = killAtFailpoint(setting);
    const blobs = folderBlobs(folder + '/blobs', failpoint);
    const journal = folderJournal(folder + '/journal', failpoint);
    for (const turn of [1, 2, 3]) {
      const key = 'm/a/1/1/' + turn + '/hash';
      await journal.intend(key);
      const text = await blobs.put('reply ' + turn);
      await journal.record(key, { responseId: text, items: [], usage: { inputTokens: 1, cachedTokens: 0, outputTokens: 1 } });
      console.log('turn ' + turn);
    }
    `,
  );
  const run = async (setting: string) => {
    const folder = await temporaryFolder();
    const { signal, exitCode, stdout } = await execa(process.execPath, [script, folder, setting], {
      reject: false,
      env: { NODE_EXTRA_CA_CERTS: undefined },
    });
    const journal = folderJournal(`${folder}/journal`, () => {});
    const blobs = folderBlobs(`${folder}/blobs`, () => {});
    const turns = await Promise.all(
      (await listJournal(`${folder}/journal`)).map(async ({ key, intended }) => {
        const reply = await journal.lookUp(key);
        return [intended, reply && Buffer.from(await blobs.get(reply.responseId)).toString()];
      }),
    );
    return { signal, exitCode, lines: stdout.split('\n').filter(Boolean).length, turns };
  };

  expect(await run('')).toMatchObject({ exitCode: 0, lines: 3 });
  expect(await run('before-journal-write:2')).toMatchObject({
    signal: 'SIGKILL',
    lines: 1,
    turns: [
      [1, 'reply 1'],
      [1, undefined],
    ],
  });
  expect(await run('after-journal-write:2')).toMatchObject({
    signal: 'SIGKILL',
    lines: 1,
    turns: [
      [1, 'reply 1'],
      [1, 'reply 2'],
    ],
  });
  expect(await run('before-blob-write')).toMatchObject({ signal: 'SIGKILL', lines: 0, turns: [[1, undefined]] });
  expect(await run('after-blob-write:3')).toMatchObject({
    signal: 'SIGKILL',
    lines: 2,
    turns: [
      [1, 'reply 1'],
      [1, 'reply 2'],
      [1, undefined],
    ],
  });
});
