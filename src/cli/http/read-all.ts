/** One page of a list: its items under the list's own name, and where the next page begins. */
export type Page<Name extends string, Item> = Record<Name, Item[]> & { next?: string | null };

const pageSize = 100;

/** Reads a list page by page, until it ends or `limit` items are there. */
export async function readAll<Name extends string, Item>(
  get: (page: { limit: number; cursor?: string | undefined }) => Promise<Page<Name, Item>>,
  name: Name,
  limit: number,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await get({ limit: Math.min(pageSize, limit - items.length), cursor });
    items.push(...page[name]);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined && items.length < limit);
  return items;
}
