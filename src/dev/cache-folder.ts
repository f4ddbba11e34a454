import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * The folder for what can be had again at a price (a downloaded server). As the XDG Base Directory Specification says:
 * below XDG_CACHE_HOME, and below ~/.cache where that is unset or not absolute.
 */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  const { XDG_CACHE_HOME: cache, HOME: home } = env;
  return join(cache && isAbsolute(cache) ? cache : join(home || homedir(), '.cache'), 'drover');
}
