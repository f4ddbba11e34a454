import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { searchAttributes } from '../src/core/workflow/search-attributes.ts';
import { migrationFileSchema } from '../src/domain/migration-file-schema.ts';
import { createProgram } from '../src/cli/program/create-program.ts';

const readme = await readFile('README.md', 'utf8');

type Schema = {
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  not?: unknown;
  description?: string;
};

/** The paths of all fields below a part of the schema, as the README writes them; those of lists with '[]'. */
function paths(schema: Schema, path = ''): string[] {
  const inner = [schema, ...(schema.anyOf ?? [])];
  return inner.flatMap((part) => [
    ...Object.entries(part.properties ?? {}).flatMap(([name, child]) => {
      const own = path === '' ? name : `${path}.${name}`;
      return [own, ...paths(child, own)];
    }),
    ...(part.items ? paths(part.items, `${path}[]`) : []),
  ]);
}

test("the README's table of the migration file has every field that is supported, and none that is not there", () => {
  const table = readme.slice(readme.indexOf('| `drover` |'), readme.indexOf('</details>'));
  const inTable = [...table.matchAll(/^\| `([\w.[\]]+)` \|/gm)].map(([, field]) => field ?? '');
  const fields = new Set(paths(migrationFileSchema()));
  const unsupported = table.slice(table.indexOf('**Not supported yet**'));
  // `last` has the fields of `first`, and first's verify commands those of `verify`.
  const covered = (field: string) =>
    inTable.includes(field) || /^last\.|^first\.verify/.test(field) || unsupported.includes(`\`${field}`);
  expect([...fields].filter((field) => !covered(field))).toEqual([]);
  expect(inTable.filter((field) => !fields.has(field))).toEqual([]);
});

test('the README names every variable that Drover reads, and no other', async () => {
  const config = await readFile('src/config.ts', 'utf8');
  const read = new Set(
    [...config.matchAll(/env\['((?:DROVER|TEMPORAL|OPENAI)_\w+)'\]|'(DROVER_\w+)'/g)].map(
      ([, one, other]) => one ?? other,
    ),
  );
  read.delete('DROVER_FAILPOINT');
  const named = new Set([...readme.matchAll(/\b(?:DROVER|TEMPORAL|OPENAI)_[A-Z_]+\b/g)].map(([name]) => name));
  expect([...read].filter((name) => !named.has(name ?? ''))).toEqual([]);
  expect([...named].filter((name) => !read.has(name))).toEqual([]);
});

test('the README names every command', () => {
  const names = createProgram(() => {}, 'drover').commands.map((command) => command.name());
  expect(names.filter((name) => !new RegExp(`\`${name}[ \`]|drover ${name}`).test(readme))).toEqual([]);
});

test('the README names every search attribute', () => {
  expect(Object.keys(searchAttributes).filter((name) => !readme.includes(name))).toEqual([]);
});
