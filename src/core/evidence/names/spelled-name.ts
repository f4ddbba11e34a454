/**
 * A test's name without what frameworks write differently around the same words and values: blanks, quotation marks, separators of groups, `[ 1 ]` and
 * `[1]`, `{"a": 1}` and `{ a: 1 }`, `Foo{ }` and `Foo { }`, `[Function: f]` and `[Function f]`, `+0` and `-0`. As Jest 30, vitest 4, mocha 11, pytest 9 and
 * Surefire 2 and 3 were seen to write them.
 */
export function spelledName(text: string): string {
  if (/^\w*$/.test(text)) return text;
  return (/[{[(]/.test(text) ? withPlainValues(text) : text)
    .replace(/(?<![\w.])[+-]0(?![\w.])/g, '0')
    .replace(/\\[nrt]|["'`\\\s]/g, '')
    .replace(/>(?![=\d])|::|\.(?=[A-Za-z_])|(?<=[A-Za-z])\$(?=[A-Za-z])/g, '');
}

function withPlainValues(text: string): string {
  return text
    .replace(/\n\s+at [^\n]*\)/g, '') // The stack of an error among the values.
    .replace(/\bPromise ?\{[^}]*\}/g, '{}')
    .replace(/\b[A-Z]\w*(?:\(\d+\))? ?(?=\{)/g, '')
    .replace(/,? ?\[length\]: \d+/g, '')
    .replace(/\[(?:Function|class):? ?(?:\(anonymous\)|anonymous)?/g, '[Function')
    .replace(/\[(\w*Error:[^\]]*)\]/g, '$1')
    .replace(/\(\)$/, '');
}
