/** A piece of a Gradle script that matters here: a name, a text without its quotes, or one other character. */
export type GradleToken = { kind: 'name' | 'text' | 'sign'; value: string };

/**
 * Cuts a Gradle script, in Groovy or Kotlin, into names, texts and signs; comments are left out. Texts with parts to be computed keep them as they
 * are written: nobody runs the script. That is all that a list of projects needs; neither language has a parser here.
 */
export function gradleTokens(script: string): GradleToken[] {
  const tokens: GradleToken[] = [];
  let at = 0;
  while (at < script.length) {
    const comment = commentEnd(script, at);
    if (comment !== undefined) {
      at = comment;
      continue;
    }
    const sign = script[at] ?? '';
    if (sign === '"' || sign === "'") {
      const quotes = script.startsWith(sign.repeat(3), at) ? sign.repeat(3) : sign;
      const end = textEnd(script, at + quotes.length, quotes);
      tokens.push({ kind: 'text', value: script.slice(at + quotes.length, end) });
      at = end + quotes.length;
      continue;
    }
    const name = nameAt(script, at);
    if (name !== '') tokens.push({ kind: 'name', value: name });
    else if (sign.trim() !== '') tokens.push({ kind: 'sign', value: sign });
    at += Math.max(1, name.length);
  }
  return tokens;
}

function commentEnd(script: string, at: number): number | undefined {
  if (script.startsWith('//', at)) return orEnd(script.indexOf('\n', at), script);
  if (script.startsWith('/*', at)) return orEnd(script.indexOf('*/', at), script) + 2;
  return undefined;
}

function textEnd(script: string, from: number, quotes: string): number {
  let at = from;
  while (at < script.length && !script.startsWith(quotes, at)) at += script[at] === '\\' ? 2 : 1;
  return Math.min(at, script.length);
}

function nameAt(script: string, from: number): string {
  let at = from;
  while (/[A-Za-z0-9_$]/.test(script[at] ?? '')) at += 1;
  return script.slice(from, at);
}

function orEnd(at: number, script: string): number {
  return at < 0 ? script.length : at;
}
