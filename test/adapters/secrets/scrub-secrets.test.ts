import { describe, expect, test } from 'vitest';
import { scrubSecrets } from '../../../src/adapters/secrets/scrub-secrets.ts';

/** Put together here, so that no scanner takes this file for a leak. */
const key = (...parts: string[]) => parts.join('');
const long = 'a1B2'.repeat(9);

describe('scrubSecrets', () => {
  test('takes out what it is told, wherever it stands', async () => {
    const scrub = scrubSecrets(['the-provider-key', undefined, 'abc']);
    expect(await scrub('Incorrect key provided: the-provider-key. x=the-provider-key; abc')).toBe(
      'Incorrect key provided: [secret]. x=[secret]; abc',
    );
  });

  test.each([
    ['a GitHub token', key('ghp', '_', long)],
    ['an npm token', key('npm', '_', long)],
    ['a Slack token', key('xoxb', '-123456789012-1234567890123-abcdefghijklmnopqrstuvwx')],
    ['an Anthropic key', key('sk', '-ant-api03-', 'a'.repeat(93), 'AA')],
    ['the key of any provider', key('sk', '-proj-', long)],
    ['a JSON web token', key('eyJhbGciOiJIUzI1NiJ9', '.eyJzdWIiOiIxMjM0NTY3ODkwIn0.', 'dozjgNryP4J3jVmNHl0w5N')],
    [
      'a private key',
      key('-----BEGIN RSA ', 'PRIVATE KEY-----\n', `${long}\n`.repeat(8), '-----END RSA ', 'PRIVATE KEY-----'),
    ],
  ])('takes out %s, and leaves what stands around it', async (_, secret) => {
    expect(await scrubSecrets()(`before ${secret}\nafter`)).toMatch(/^before \[secret\][^A-Za-z]*after$/);
  });

  test('takes out a bearer token, passwords in addresses, and what a variable of that name holds', async () => {
    const scrub = scrubSecrets();
    expect(await scrub(`Authorization: Bearer ${long}`)).toBe('Authorization: Bearer [secret]');
    expect(await scrub('fetch https://ann:hunter2@git.example/x.git')).toBe('fetch https://***@git.example/x.git');
    expect(await scrub(`ACME_API_KEY="${long}"`)).toBe('ACME_API_KEY="[secret]"');
    const aws = await scrub(key('aws_secret_access_key = ', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEX'));
    expect(aws).not.toContain('bPxRfiCYEXAMPLEKEX');
  });

  test('is not switched off by a comment in the text', async () => {
    const secret = key('ghp', '_', long);
    expect(await scrubSecrets()(`// secretlint-disable\n${secret}`)).not.toContain(secret);
  });

  test('leaves code and addresses as they are', async () => {
    const text = [
      'const TOKEN = process.env.GITHUB_TOKEN;',
      'const API_KEY = readKeyFromTheVault(options);',
      'https://example.org/path?x=1#y',
      'commit 0123456789abcdef0123456789abcdef01234567',
      `sha256-${'0a'.repeat(32)}`,
    ].join('\n');
    expect(await scrubSecrets(['not there'])(text)).toBe(text);
  });

  test('leaves nothing behind in memory: no marks for a profiler', async () => {
    const before = performance.getEntries().length;
    for (const text of ['one', 'two', 'three']) await scrubSecrets()(text);
    await new Promise(setImmediate);
    expect(performance.getEntries()).toHaveLength(before);
  });
});
