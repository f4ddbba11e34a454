import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { pathMatcher } from '../../../src/core/paths/path-matcher.ts';
import { planModules } from '../../../src/core/plan/plan-modules.ts';
import { MigrationFile } from '../../../src/domain/migration-file.ts';
import { smallMigration } from '../../support/small-migration.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const files = ['a.js', 'test', 'test/a.js', 'test/[id].js', 'test/a b.js', "test/it's.js", '-dash.js', 'package.json'];
const plan = (changes: object) =>
  planModules(MigrationFile.parse({ ...smallMigration('/r'), ...changes }), { files }, sha256);

describe('planModules', () => {
  it('makes one module of each file that the patterns include and do not exclude', () => {
    const planned = plan({ modules: { by: 'files', include: ['test/**'], exclude: ['**/a.js'] } });
    if (planned.kind !== 'planned') throw new Error('refused');
    expect(planned.modules.map((module) => module.path)).toEqual([
      'test',
      'test/[id].js',
      'test/a b.js',
      "test/it's.js",
    ]);
  });

  it('lets a module change its own file alone, also when the name looks like a pattern', () => {
    const planned = plan({ modules: { by: 'files', include: ['**'] } });
    if (planned.kind !== 'planned') throw new Error('refused');
    for (const module of planned.modules) {
      expect(files.filter(pathMatcher(module.mayChange))).toEqual([module.path]);
    }
  });

  it('fills the placeholders of mayChange', () => {
    const planned = plan({
      modules: { by: 'files', include: ['test/a.js'], mayChange: ['{dir}/{stem}.ts', '{module}', 'docs/{name}'] },
    });
    expect(planned).toMatchObject({ modules: [{ mayChange: ['test/a.ts', 'test/a.js', 'docs/a.js'] }] });
  });

  it('takes listed modules with their own paths', () => {
    const planned = plan({ modules: { by: 'list', list: [{ path: 'tests', paths: ['test/**'] }] } });
    expect(planned).toMatchObject({ modules: [{ path: 'tests', mayChange: ['test/**'] }] });
  });

  it('names the last module after the only file that it may change', () => {
    const planned = plan({ last: { goal: 'g', mayChange: ['package.json'] } });
    expect(planned).toMatchObject({ last: { path: 'package.json', role: 'last', paths: ['package.json'] } });
  });

  it('refuses patterns that find nothing and modules that are named twice, all at once', () => {
    const nothing = plan({ modules: { by: 'files', include: ['src/**'] } });
    expect(nothing).toMatchObject({ kind: 'refused', problems: [expect.stringContaining('"src/**"')] });
    const list = [
      { path: 'x', paths: ['a.js'] },
      { path: 'x', paths: ['nowhere/**'] },
    ];
    const twice = plan({ modules: { by: 'list', list } });
    expect(twice).toMatchObject({
      kind: 'refused',
      problems: [expect.stringContaining('list[1].paths'), expect.stringContaining('named twice')],
    });
  });
});
