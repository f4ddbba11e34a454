import type { BigIntStats } from 'node:fs';

/**
 * Whether this is how an overlay marks what was removed from its lower layers: a character device 0:0 (the kernel's overlayfs.rst).
 * No command can make one in an overlay.
 */
export function isWhiteout(stats: BigIntStats): boolean {
  return stats.isCharacterDevice() && stats.rdev === 0n;
}
