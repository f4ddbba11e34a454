import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Memo, Memos } from '../../ports/memos.ts';
import { writeDurably } from '../write-durably.ts';
import { readMemo } from './read-memo.ts';

/** Memos as JSON files, at `folder/TENANT/ab/cdef....json`; a tenant's folder is a hash of its name, which may be any text. */
export function folderMemos(folder: string): Memos {
  const pathOf = (tenant: string, key: string): string => {
    const place = createHash('sha256').update(tenant).digest('hex');
    const name = createHash('sha256').update(key).digest('hex');
    return join(folder, place, name.slice(0, 2), `${name.slice(2)}.json`);
  };
  return {
    async find(tenant, key) {
      // Whatever keeps it from being read, the command is run: that costs time and proves the same.
      const text = await readFile(pathOf(tenant, key), 'utf8').catch(() => undefined);
      return text === undefined ? undefined : readMemo(text, tenant, key);
    },
    keep: (tenant, key, { ref, source }: Memo) =>
      writeDurably(pathOf(tenant, key), `${JSON.stringify({ v: 1, tenant, key, ref, source })}\n`),
  };
}
