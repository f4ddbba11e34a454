import { posix } from 'node:path';
import type { CommitId } from '../../domain/ids.ts';
import type { TreeEntry } from '../../ports/store.ts';
import type { Git } from './git.ts';
import { listFiles } from './list-files.ts';

/** Larger files are no LFS pointers. Source: the Git LFS specification, 'The Pointer'. */
const longestPointerBytes = 1_023;
const shortestPointerBytes = 100;
const pointerStart = 'version https://git-lfs.github.com/spec/v1\n';
const mostNames = 10;

/** What in a commit Drover leaves alone, in sentences for the person who started the migration. */
export async function sourceWarnings(git: Git, commit: CommitId): Promise<string[]> {
  const entries = await listFiles(git, commit);
  const asked = entries.filter((entry) => isLink(entry) || isAttributes(entry) || isPointerSized(entry));
  const texts = await readTexts(git, asked);
  const textOf = (entry: TreeEntry) => texts.get(entry.oid) ?? '';
  const pathsOf = (which: (entry: TreeEntry) => boolean) => entries.filter(which).map((entry) => entry.path);
  return [
    warning(
      pathsOf((entry) => entry.mode === '160000'),
      'submodule',
      'is left alone: its files are not there when commands run',
    ),
    warning(
      pathsOf((entry) => isPointerSized(entry) && textOf(entry).startsWith(pointerStart)),
      'file',
      'is a Git LFS pointer and is left as it is: its content is not fetched',
    ),
    warning(
      pathsOf((entry) => isAttributes(entry) && /^[^#\n]*\sfilter=lfs\b/m.test(textOf(entry))),
      '.gitattributes file',
      'names files for Git LFS, which is not run: new ones are stored as plain files',
    ),
    warning(
      pathsOf((entry) => isLink(entry) && leadsOut(entry.path, textOf(entry))),
      'symbolic link',
      'points out of the repository: commands in the sandbox may not find its target',
    ),
    warning(
      pathsOf((entry) => entry.path.includes('\uFFFD')),
      'file',
      'has a name that is not UTF-8, and can be neither read nor changed by a step',
    ),
  ].flat();
}

const isLink = (entry: TreeEntry) => entry.mode === '120000';
const isAttributes = (entry: TreeEntry) =>
  posix.basename(entry.path) === '.gitattributes' && entry.mode.startsWith('100');
const isPointerSized = (entry: TreeEntry) =>
  entry.mode.startsWith('100') && entry.bytes >= shortestPointerBytes && entry.bytes <= longestPointerBytes;

async function readTexts(git: Git, entries: TreeEntry[]): Promise<Map<string, string>> {
  const ids = [...new Set(entries.map((entry) => entry.oid))];
  const objects = await git.objects(ids);
  return new Map(
    objects.flatMap((object) => (object === undefined ? [] : [[object.oid, Buffer.from(object.content).toString()]])),
  );
}

function leadsOut(path: string, target: string): boolean {
  if (target.startsWith('/')) return true;
  const end = posix.normalize(posix.join(posix.dirname(path), target));
  return end === '..' || end.startsWith('../');
}

function warning(paths: string[], what: string, then: string): string[] {
  if (paths.length === 0) return [];
  const names = paths
    .slice(0, mostNames)
    .map((path) => JSON.stringify(path))
    .join(', ');
  const more = paths.length > mostNames ? ` and ${paths.length - mostNames} more` : '';
  const subject = paths.length === 1 ? `One ${what}` : `${paths.length} ${what}s`;
  return [`${subject} (${names}${more}): each ${then}.`];
}
