import { expect, test } from 'vitest';
import { redact } from '../../../src/core/migration-file/redact.ts';

test('takes user names and passwords out of http addresses, wherever they stand', () => {
  expect(redact('fetch https://tok3n@git.example/a.git: no')).toBe('fetch https://***@git.example/a.git: no');
  expect(redact('(http://ann:s3cret@h/x) and HTTPS://b:c@h')).toBe('(http://***@h/x) and HTTPS://***@h');
  expect(redact('https://ann:p@ss@git.example/a')).toBe('https://***@git.example/a');
});

test('leaves the user of other addresses, who is no secret, and takes the password', () => {
  expect(redact('ssh://git@git.example/a.git')).toBe('ssh://git@git.example/a.git');
  expect(redact('ssh://git:s3cret@git.example/a.git')).toBe('ssh://git:***@git.example/a.git');
});

test('leaves texts without such addresses as they are', () => {
  for (const text of ['git@git.example:a.git', 'https://git.example/@scope/x', 'mail ann@example.org', ''])
    expect(redact(text)).toBe(text);
});
