import type { TestCase } from '../../../domain/test-report.ts';
import { groupBy } from '../group-by.ts';
import type { TestPair, Unpaired } from './pairing.ts';

/** What vitest leaves in a title where it does not know it (`%p`, `$#`), and what it cuts off. */
const placeholder = /%[psdifjoOc#$]|(?<![\w$])\$(?:#|[A-Za-z_][\w.]*)|…/g;
const mark = '\u0001';
const mostTemplates = 500;
const fewestLetters = 3;

/**
 * Pairs the cases of a parametrised test whose title one framework fills in and the other does not: vitest prints `adds %p` where Jest prints
 * `adds 1`. They are paired in their order, and only where no case is missing.
 */
export function pairTemplates(left: Unpaired, spell: (id: string) => string): TestPair[] {
  const filled = pairSide(left.after, left.before, spell).map(({ template, other, certain }) =>
    pair(other, template, certain),
  );
  const used = new Set(filled.flatMap(({ before, after }) => [before, after]));
  const unfilled = pairSide(
    left.before.filter((test) => !used.has(test)),
    left.after.filter((test) => !used.has(test)),
    spell,
    'template',
  );
  return [...filled, ...unfilled.map(({ template, other, certain }) => pair(template, other, certain))];
}

function pair(before: TestCase, after: TestCase, certain: boolean): TestPair {
  return { before, after, renamed: 'with other values in their titles', certain };
}

/** `counted` is the side of which each must be found again. */
function pairSide(
  templates: TestCase[],
  others: TestCase[],
  spell: (id: string) => string,
  counted: 'template' | 'other' = 'other',
) {
  const groups = [...groupBy(templates, ({ id }) => templateOf(id, spell) ?? '')].filter(
    ([template]) => template !== '',
  );
  if (groups.length === 0) return [];
  const names = others.map((test) => ({ test, name: spell(test.id) }));
  const taken = new Set<TestCase>();
  return groups.slice(0, mostTemplates).flatMap(([template, tests]) => {
    const matches = matcher(template);
    const fitting = names.filter(({ test, name }) => !taken.has(test) && matches(name)).map(({ test }) => test);
    const [needed, there] = counted === 'other' ? [fitting, tests] : [tests, fitting];
    if (needed.length === 0 || there.length < needed.length) return [];
    const certain = fitting.length === tests.length;
    return needed.flatMap((_, index) => {
      const [test, other] = [tests[index], fitting[index]];
      if (test === undefined || other === undefined) return [];
      taken.add(other);
      return [{ template: test, other, certain }];
    });
  });
}

function templateOf(id: string, spell: (id: string) => string): string | undefined {
  const marked = id.replace(placeholder, mark);
  if (!marked.includes(mark)) return undefined;
  const template = spell(marked);
  return template.replace(/[^\p{L}]/gu, '').length >= fewestLetters ? template : undefined;
}

/** Whether a name has the template's words in their order; by searching for them, since an expression with many gaps can take for ever. */
function matcher(template: string): (name: string) => boolean {
  const words = template.split(mark);
  const [beginning = '', ...rest] = words;
  const end = rest.pop() ?? '';
  return (name) => {
    if (!name.startsWith(beginning) || !name.endsWith(end)) return false;
    let from = beginning.length;
    for (const word of rest) {
      const at = name.indexOf(word, from);
      if (at < 0) return false;
      from = at + word.length;
    }
    return from <= name.length - end.length;
  };
}
