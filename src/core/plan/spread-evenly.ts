/** At most `most` items, the first and the last among them, and the others at even distances; in their order. */
export function spreadEvenly<Item>(items: Item[], most: number): Item[] {
  if (items.length <= most) return items;
  const step = (items.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => Math.round(index * step)).flatMap((place) => items[place] ?? []);
}
