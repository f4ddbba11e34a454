import { writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readMigrationDocument } from '../../src/cli/read-migration-document.ts';
import { readMigrationFile } from '../../src/cli/read-migration-file.ts';
import { parseMigrationFile } from '../../src/domain/parse-migration-file.ts';
import { png } from '../support/images.ts';
import { smallMigration } from '../support/small-migration.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

async function written(content: object | string): Promise<string> {
  const path = join(await temporaryFolder(), 'drover.yaml');
  await writeFile(path, typeof content === 'string' ? content : stringify(content));
  return path;
}

describe('readMigrationFile', () => {
  it('reads YAML and JSON, with defaults', async () => {
    const file = smallMigration('https://example.org/r.git');
    const fromYaml = await readMigrationFile(await written(file));
    expect(fromYaml).toEqual(await readMigrationFile(await written(JSON.stringify(file))));
    expect(fromYaml).toMatchObject({ concurrency: 8, approve: { merge: 'each' }, budget: { attempts: 4 } });
    expect(fromYaml.verify[0]).toMatchObject({ timeout: 300_000, network: 'none', report: 'auto' });
  });

  it("takes local paths from the file's own folder", async () => {
    const path = await written({ ...smallMigration('./widgets') });
    expect((await readMigrationFile(path)).repository.url).toBe(join(path, '..', 'widgets'));
    const ssh = await readMigrationFile(await written(smallMigration('git@example.org:a/b.git')));
    expect(ssh.repository.url).toBe('git@example.org:a/b.git');
  });

  it('says all faults at once, each with its field, its value and what would be right', async () => {
    const path = await written({
      ...smallMigration('./r'),
      name: 'Not Good',
      concurency: 9,
      pilot: 3,
      verify: [{ name: 'test', run: 'x', timeout: 'soon' }],
      modules: { by: 'packages' },
    });
    const error: Error = await readMigrationFile(path).then(
      () => expect.unreachable(),
      (thrown: Error) => thrown,
    );
    expect(error.message).toContain('name is "Not Good": use lower-case letters');
    expect(error.message).toContain('concurency: there is no such field; did you mean concurrency?');
    expect(error.message).toContain('pilot is 3: not supported yet');
    expect(error.message).toContain('verify[0].timeout is "soon": write a number and a unit');
    expect(error.message).toContain('modules.by is "packages": write files, folders, workspaces, list or command');
  });

  it.each([
    ['a file that is not there', '/nowhere/drover.yaml', 'there is no such file'],
    ['a folder', '/', 'it is a folder. Name a migration file'],
  ])('refuses %s', async (_, path, why) => {
    await expect(readMigrationFile(path)).rejects.toThrow(why);
  });

  it('refuses an empty file by what it needs', async () => {
    await expect(readMigrationFile(await written(''))).rejects.toThrow(
      '- the file: it is empty; it needs at least drover, name, repository, goal, modules, verify',
    );
  });

  it.each([
    ['nested too deep', `guide: ${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['an alias of itself', 'guide: &a [ *a ]'],
    [
      'aliases that grow',
      ['a: &a [x,x,x,x,x,x,x,x,x]', 'b: &b [*a,*a,*a,*a,*a]', 'c: &c [*b,*b,*b,*b,*b]', 'd: [*c,*c,*c,*c,*c]'].join(
        '\n',
      ),
    ],
  ])('refuses YAML with %s', async (_, text) => {
    await expect(readMigrationFile(await written(text))).rejects.toMatchObject({ type: 'InputRefused' });
  });

  it('gives the document with its paths made whole, which says the same again', async () => {
    const path = await written({
      ...smallMigration('./widgets'),
      environment: { path: ['tools/bin', '~/bin'] },
      approve: { remind: 'never', expire: '2d' },
    });
    const { document, file } = await readMigrationDocument(path);
    expect(document.repository.url).toBe(join(path, '..', 'widgets'));
    expect(document.environment?.path).toEqual([join(path, '..', 'tools/bin'), join(homedir(), 'bin')]);
    expect(parseMigrationFile(JSON.parse(JSON.stringify(document)))).toEqual({ kind: 'parsed', file });
  });

  it('refuses what is neither YAML nor JSON', async () => {
    await expect(readMigrationFile(await written('{ a: [ }'))).rejects.toThrow('neither YAML nor JSON');
  });
});

it('images beside the file are sent along, and all others are the repository’s', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'after.png'), png);
  const images = ['after.png', { path: 'docs/before.png', for: 'before' }];
  const path = join(folder, 'm.json');
  await writeFile(path, JSON.stringify({ ...smallMigration('https://example.org/r.git'), images }));
  const { document } = await readMigrationDocument(path);
  expect(document.images).toEqual([
    { path: 'after.png', data: png.toString('base64') },
    { path: 'docs/before.png', for: 'before' },
  ]);
});
