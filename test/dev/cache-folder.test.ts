import { homedir } from 'node:os';
import { expect, test } from 'vitest';
import { cacheFolder } from '../../src/dev/cache-folder.ts';

test.each([
  [{ XDG_CACHE_HOME: '/caches', HOME: '/home/me' }, '/caches/drover'],
  [{ XDG_CACHE_HOME: 'relative', HOME: '/home/me' }, '/home/me/.cache/drover'],
  [{ XDG_CACHE_HOME: '', HOME: '/home/me' }, '/home/me/.cache/drover'],
  [{}, `${homedir()}/.cache/drover`],
])('with %j the cache is %s', (env, folder) => {
  expect(cacheFolder(env)).toBe(folder);
});
