const token = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^]/g;

/** The arguments of a call in Java or Python, from behind its opening bracket, and where the closing one is. */
export function callArguments(text: string, start: number): { list: string[]; end: number } {
  const list = [''];
  let depth = 0;
  let end = start;
  for (const [part] of text.slice(start).matchAll(token)) {
    if (depth === 0 && part === ')') break;
    if ('([{'.includes(part)) depth += 1;
    if (')]}'.includes(part)) depth -= 1;
    if (depth === 0 && part === ',') list.push('');
    else list[list.length - 1] += part;
    end += part.length;
  }
  return { list: list.map((one) => one.trim()), end };
}
