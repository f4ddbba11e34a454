/**
 * The strongly connected components of a graph, those first that the others point to (Tarjan, "Depth-first search and linear graph algorithms", 1972; without
 * recursion, since a chain may be as long as there are modules). What an edge names that is no node is passed over.
 */
export function strongComponents(nodes: readonly string[], edgesOf: (node: string) => readonly string[]): string[][] {
  const known = new Set(nodes);
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const components: string[][] = [];
  const lower = (node: string, value: number) => low.set(node, Math.min(low.get(node) ?? value, value));

  for (const root of nodes) {
    if (index.has(root)) continue;
    const work = [enter(root)];
    for (let top = work.at(-1); top !== undefined; top = work.at(-1)) {
      const next = top.left.pop();
      if (next === undefined) {
        work.pop();
        const parent = work.at(-1);
        if (parent) lower(parent.node, low.get(top.node) ?? 0);
        if (low.get(top.node) === index.get(top.node)) components.push(leave(top.node));
      } else if (!index.has(next)) work.push(enter(next));
      else if (onStack.has(next)) lower(top.node, index.get(next) ?? 0);
    }
  }
  return components;

  function enter(node: string) {
    index.set(node, index.size);
    lower(node, index.size - 1);
    stack.push(node);
    onStack.add(node);
    return { node, left: edgesOf(node).filter((next) => known.has(next)) };
  }

  function leave(node: string): string[] {
    const component = stack.splice(stack.lastIndexOf(node));
    for (const member of component) onStack.delete(member);
    return component;
  }
}
