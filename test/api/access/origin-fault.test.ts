import { expect, test } from 'vitest';
import { originFault } from '../../../src/api/access/origin-fault.ts';

test('programs of this machine, and the own pages, are let in', () => {
  for (const host of ['localhost:7400', '127.0.0.1:7400', '[::1]:7400', 'LOCALHOST:7400', 'localhost'])
    expect([host, originFault({ host })]).toEqual([host, undefined]);
  expect(originFault({ host: 'localhost:7400', origin: 'http://localhost:7400' })).toBeUndefined();
});

test('a name that only points here is refused, as it is when another site rebinds its name', () => {
  for (const host of ['evil.example:7400', 'localhost.evil.example', '127.0.0.1.nip.io:7400', '', 'localhost:7400:1'])
    expect([host, originFault({ host })]).toEqual([host, expect.stringContaining('answers to localhost')]);
  expect(originFault({})).toContain('answers to localhost');
});

test('pages of another site, of another port and of no site are refused', () => {
  for (const origin of ['https://evil.example', 'http://localhost:3000', 'https://localhost:7400', 'null'])
    expect([origin, originFault({ host: 'localhost:7400', origin })]).toEqual([
      origin,
      expect.stringContaining('may not'),
    ]);
});
