import { expect, test } from 'vitest';
import { namedDigests } from '../../../src/api/views/named-digests.ts';
import { digest } from '../support.ts';

const named = (value: unknown) => namedDigests(value).map(({ digest: name }) => name[0]);

test('a record names blobs in the fields that are made for it', () => {
  expect(named({ request: digest('1'), reply: digest('2'), result: { evidence: digest('3') } })).toEqual([
    '1',
    '2',
    '3',
  ]);
  expect(named({ parts: [digest('4'), digest('5'), 'x'] })).toEqual(['4', '5']);
  expect(named({ after: { commands: [{ output: digest('6') }] } })).toEqual(['6']);
});

test('a digest in a text, a test or a field of another name does not count', () => {
  const tests = [{ id: digest('1'), outcome: 'passed', message: `see ${digest('2')}` }];
  expect(named({ said: digest('3'), tests, did: [digest('4')], environment: digest('5') })).toEqual([]);
  expect(named({ evidence: 'short', reply: 7 })).toEqual([]);
});

test('the plan is not given away: it holds the address as it was written', () => {
  expect(named({ plan: digest('1') })).toEqual([]);
});
