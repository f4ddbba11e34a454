/**
 * The modules whose tests are counted together: the first and the last one are judged by tests of those between them, which would count twice.
 * Where there are no others, all of them.
 */
export function ownModules<Item>(items: Item[], roleOf: (item: Item) => string): Item[] {
  const own = items.filter((item) => roleOf(item) === 'module');
  return own.length > 0 ? own : items;
}
