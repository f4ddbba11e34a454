const names = ['afterAll', 'afterEach', 'beforeAll', 'beforeEach', 'describe', 'expect', 'it', 'test', 'vi'];

/** What a person would make of a test file of jest: the same tests in vitest. Covers what the example's packages use of jest, and no more. */
export function toVitest(content: string): string {
  const body = content
    .replace(/\bjest\.(\w+)/g, 'vi.$1')
    .replace(/^const (\{[^}]*\}) = require\('\.\.'\);\n/m, "import $1 from '../index.js';\n")
    .replace(/^const (\{[^}]*\}) = require\('([^']*)'\);\n/gm, "import $1 from '$2';\n");
  const used = names.filter((name) => new RegExp(`(?<![.\\w])${name}[.(]`).test(body));
  return `import { ${used.join(', ')} } from 'vitest';\n${body}`;
}
