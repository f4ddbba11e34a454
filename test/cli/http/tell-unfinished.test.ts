import { expect, test } from 'vitest';
import { tellUnfinished } from '../../../src/cli/http/tell-unfinished.ts';
import { migrationResource } from '../../support/migration-resource.ts';

async function told(statuses: ('waiting' | 'running' | 'completed')[]): Promise<string[]> {
  const all = statuses.map((status, index) => migrationResource({ id: `words-${index}`, status }));
  const lines: string[] = [];
  await tellUnfinished({ migrations: async () => all }, (line) => lines.push(line));
  return lines;
}

test('names what goes on from before, and how to end it', async () => {
  expect(await told(['waiting', 'completed', 'running'])).toEqual([
    'Goes on here, too, from before: words-0, words-2. To end one: drover cancel ID, in another terminal.',
  ]);
});

test('says nothing where all has ended, and counts what is too much to read', async () => {
  expect(await told(['completed'])).toEqual([]);
  expect((await told(Array.from({ length: 7 }, () => 'running')))[0]).toContain('words-4 and 2 more.');
});
