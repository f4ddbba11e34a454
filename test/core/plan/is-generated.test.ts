import { expect, it } from 'vitest';
import { isGenerated } from '../../../src/core/plan/is-generated.ts';
import { MigrationFile } from '../../../src/domain/migration-file.ts';
import { smallMigration } from '../../support/small-migration.ts';

const of = (more: object) => isGenerated(MigrationFile.parse({ ...smallMigration('/r'), ...more }));
const generated = [
  { paths: ['package-lock.json', '**/*.snap.json'], command: 'x' },
  { paths: ['docs/**'], command: 'y' },
];

it('knows the files of all entries', () => {
  const is = of({ generated });
  expect(['package-lock.json', 'a/b.snap.json', 'docs/a.md'].every(is)).toBe(true);
  expect(['package.json', 'a/package-lock.json'].some(is)).toBe(false);
});

it('leaves alone what is protected', () => {
  expect(of({ generated, protect: ['docs/legal/**'] })('docs/legal/a.md')).toBe(false);
});

it('knows none where there are none', () => expect(of({})('package-lock.json')).toBe(false));
