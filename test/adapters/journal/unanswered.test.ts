import { expect, test } from 'vitest';
import { folderJournal } from '../../../src/adapters/journal/folder-journal.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const reply = { responseId: 'r', items: [], usage: { inputTokens: 1, cachedTokens: 0, outputTokens: 1 } };
const key = (migration: string, turn: number, hash: string) =>
  `${migration}/a-1/round-1/attempt-1/turn-${turn}/${hash}`;

test('calls that have neither a reply nor an end that was seen are found, each turn once, and no others', async () => {
  const journal = folderJournal(await temporaryFolder(), () => {});
  // Answered, the second time; refused; under way twice; under way in another request of the same turn; of another migration.
  await journal.intend(key('m', 1, 'aa'));
  await journal.intend(key('m', 1, 'aa'));
  await journal.record(key('m', 1, 'aa'), reply);
  await journal.settle(key('m', 2, 'bb'), await journal.intend(key('m', 2, 'bb')));
  await journal.intend(key('m', 3, 'cc'));
  await journal.intend(key('m', 3, 'cc'));
  await journal.intend(key('m', 3, 'dd'));
  await journal.intend(key('other', 3, 'cc'));
  expect(await journal.unanswered('m')).toEqual([{ place: 'a-1/round-1/attempt-1/turn-3', calls: 3 }]);
  expect(await journal.unanswered('none')).toEqual([]);
});
