import type { CommitId } from '../../src/domain/ids.ts';
import type { Store } from '../../src/ports/store.ts';

/** Those of a commit's files that are text, by path, in the order asked for. */
export async function readTexts(
  store: Pick<Store, 'read'>,
  commit: CommitId,
  paths: string[],
): Promise<Map<string, string>> {
  const contents = await store.read(commit, paths);
  const texts = new Map<string, string>();
  for (const path of paths) {
    const content = contents.get(path);
    const text = content && asText(content);
    if (text !== undefined) texts.set(path, text);
  }
  return texts;
}

function asText(content: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return undefined;
  }
}
