import { isRecord } from './is-record.ts';

const kinds = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

/** The names of all packages that a package.json depends on, of whichever kind. */
export function npmDependencies(manifest: Record<string, unknown>): string[] {
  return kinds.flatMap((kind) => {
    const named = manifest[kind];
    return isRecord(named) ? Object.keys(named) : [];
  });
}
