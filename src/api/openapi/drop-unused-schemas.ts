/** Takes out the schemas that nothing refers to: each is made for requests and for answers, and most are used in one of the two. */
export function dropUnusedSchemas<T extends { paths?: unknown; components?: unknown }>(document: T): T {
  const { schemas } = (document.components ?? {}) as { schemas?: Record<string, unknown> };
  if (schemas === undefined) return document;
  const used = new Set<string>();
  const pending: unknown[] = [document.paths];
  while (pending.length > 0) {
    for (const name of referencesOf(pending.pop())) {
      if (used.has(name)) continue;
      used.add(name);
      pending.push(schemas[name]);
    }
  }
  for (const name of Object.keys(schemas)) if (!used.has(name)) delete schemas[name];
  return document;
}

function referencesOf(value: unknown): string[] {
  return [...(JSON.stringify(value) ?? '').matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
    ([, name = '']) => name,
  );
}
