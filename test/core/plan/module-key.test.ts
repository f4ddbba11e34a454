import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { moduleKey } from '../../../src/core/plan/module-key.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const key = (path: string) => moduleKey(path, sha256);

describe('moduleKey', () => {
  it('is a slug of the path and eight characters of its hash', () => {
    expect(key('test/Parse_Modified.js')).toMatch(/^test-parse-modified-js-[0-9a-f]{8}$/);
  });

  it('gives paths with the same slug different keys', () => {
    const paths = ['test', 'test/', 'Test', 'test/a.js', 'test-a.js', 'test a.js', '[test]', "'test'", '-test', 'tést'];
    expect(new Set(paths.map(key)).size).toBe(paths.length);
  });

  it.each(['[id]', 'a b', '-x', "it's", '日本語', 'a'.repeat(300), '.github', 'x.lock'])(
    'is a valid name for a ref and a file: %s',
    (path) => {
      expect(key(path)).toMatch(/^[a-z0-9][a-z0-9-]{0,48}$/);
    },
  );
});
