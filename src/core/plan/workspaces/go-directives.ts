/** A directive of a go.mod or go.work file: its verb, and what follows it. */
export type GoDirective = { verb: string; words: string[] };

/** Reads the directives of a go.mod or go.work file; those of a block have its verb each (https://go.dev/ref/mod#go-mod-file-lexical). */
export function goDirectives(text: string): GoDirective[] {
  const directives: GoDirective[] = [];
  let block: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    const words = wordsOf(line);
    const [first] = words;
    if (first === undefined) continue;
    if (block !== undefined) {
      if (first === ')') block = undefined;
      else directives.push({ verb: block, words });
    } else if (words.at(-1) === '(') block = first;
    else directives.push({ verb: first, words: words.slice(1) });
  }
  return directives;
}

/** Words are separated by blanks, and quoted where they have some; a comment begins with two slashes. */
function wordsOf(line: string): string[] {
  const words: string[] = [];
  let rest = line.trim();
  while (rest !== '' && !rest.startsWith('//')) {
    const quote = rest[0] === '"' || rest[0] === '`' ? rest[0] : undefined;
    const end = quote === undefined ? firstBlank(rest) : rest.indexOf(quote, 1);
    if (end < 0) return words;
    words.push(quote === undefined ? rest.slice(0, end) : rest.slice(1, end));
    rest = rest.slice(quote === undefined ? end : end + 1).trim();
  }
  return words;
}

function firstBlank(text: string): number {
  const at = [text.indexOf(' '), text.indexOf('\t')].filter((index) => index >= 0);
  return at.length === 0 ? text.length : Math.min(...at);
}
