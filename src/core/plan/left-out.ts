import ignore from 'ignore';
import type { LeftOut } from '../../domain/left-out.ts';

export type SizedFile = { path: string; bytes: number };

/** No person reads or writes a larger one by hand, and no context would hold it. */
const mostBytes = 1024 * 1024;
const shownPaths = 5;

const vendored = /(?:^|\/)(?:node_modules|bower_components|vendor|third_party|\.venv)\//;
const generated = /(?:\.min\.(?:js|css)|\.(?:js|css)\.map|_pb2(?:_grpc)?\.py|\.pb\.go|\.g\.dart)$/;
const binary =
  /\.(?:png|jpe?g|gif|webp|avif|ico|bmp|tiff?|psd|pdf|zip|gz|tgz|bz2|xz|zst|7z|rar|jar|war|class|o|a|so|dylib|dll|exe|wasm|pyc|woff2?|ttf|otf|eot|mp[34]|mov|avi|webm|ogg|wav|flac|sqlite3?|db|bin|dat|parquet|npy)$/i;

/**
 * Which files belong to no module that is found by itself, and why: others wrote them, a program did, they are no text by their names, or they are too
 * large. What `keep` says stays: somebody has named it. `attributes` is the .gitattributes at the top, where `linguist-generated` and `linguist-vendored`
 * mark more (https://github.com/github-linguist/linguist/blob/main/docs/overrides.md).
 */
export function leaveOut(
  files: SizedFile[],
  attributes: string,
  keep: (path: string) => boolean,
): { kept: string[]; leftOut: LeftOut[] } {
  const marked = { generated: markedBy(attributes, 'generated'), vendored: markedBy(attributes, 'vendored') };
  const kept: string[] = [];
  const groups = new Map<LeftOut['reason'], LeftOut>();
  for (const { path, bytes } of files) {
    const reason = keep(path) ? undefined : reasonFor(path, bytes, marked);
    if (reason === undefined) {
      kept.push(path);
      continue;
    }
    const group = groups.get(reason) ?? { reason, files: 0, paths: [] };
    group.files += 1;
    if (group.paths.length < shownPaths) group.paths.push(path);
    groups.set(reason, group);
  }
  return { kept, leftOut: [...groups.values()] };
}

type Marked = Record<'generated' | 'vendored', (path: string) => boolean>;

function reasonFor(path: string, bytes: number, marked: Marked): LeftOut['reason'] | undefined {
  if (vendored.test(path) || marked.vendored(path)) return 'vendored';
  if (generated.test(path) || marked.generated(path)) return 'generated';
  if (binary.test(path)) return 'binary';
  return bytes > mostBytes ? 'large' : undefined;
}

/** Whether the last line of .gitattributes that matches a path and speaks of the attribute sets it. */
function markedBy(attributes: string, name: string): (path: string) => boolean {
  const attribute = `linguist-${name}`;
  const rules = attributes.split(/\r?\n/).flatMap((line) => {
    const [pattern = '', ...words] = line.trim().split(/\s+/);
    if (pattern === '' || pattern.startsWith('#')) return [];
    const set = words.includes(attribute) || words.includes(`${attribute}=true`);
    const unset = [`-${attribute}`, `!${attribute}`, `${attribute}=false`].some((word) => words.includes(word));
    return set || unset ? [{ matcher: ignore().add(pattern), set }] : [];
  });
  rules.reverse();
  return (path) => rules.find(({ matcher }) => matcher.ignores(path))?.set ?? false;
}
