import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { pathMatcher } from '../../../src/core/paths/path-matcher.ts';
import { planModules } from '../../../src/core/plan/plan-modules.ts';
import type { Workspace } from '../../../src/core/plan/workspaces/workspace.ts';
import { MigrationFile } from '../../../src/domain/migration-file.ts';
import { smallMigration } from '../../support/small-migration.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const files = [
  'package.json',
  'docs/a.md',
  'packages/README.md',
  'packages/core/index.js',
  'packages/core/plugins/one/index.js',
  'packages/core/plugins/one/test/a.js',
  'packages/core/plugins/readme.md',
  'packages/[id]/index.js',
  'packages/old/index.js',
];

function plan(modules: object, workspaces?: Workspace[]) {
  const file = MigrationFile.parse({ ...smallMigration('/r'), modules });
  return planModules(file, { files, ...(workspaces && { workspaces }) }, sha256);
}

/** The planned modules as their paths with the files that are theirs, having checked that these are what they may change. */
function owned(modules: object, workspaces?: Workspace[]): Record<string, string[]> {
  const planned = plan(modules, workspaces);
  if (planned.kind === 'refused') throw new Error(planned.problems.join('\n'));
  for (const { mayChange, paths } of planned.modules) expect(files.filter(pathMatcher(mayChange))).toEqual(paths);
  return Object.fromEntries(planned.modules.map(({ path, paths }) => [path, paths]));
}

describe('modules by folders', () => {
  it('are the folders that match, with all that is in them', () => {
    expect(owned({ by: 'folders', include: ['packages/*'] })).toEqual({
      'packages/[id]': ['packages/[id]/index.js'],
      'packages/core': files.filter((path) => path.startsWith('packages/core/')),
      'packages/old': ['packages/old/index.js'],
    });
  });

  it('are the outermost ones where matches are nested', () => {
    expect(Object.keys(owned({ by: 'folders' }))).toEqual(['docs', 'packages']);
    expect(Object.keys(owned({ by: 'folders', include: ['packages/**'] }))).toEqual(['packages']);
  });

  it('are deeper ones, too, where a pattern of their own names them; what is theirs is not the outer one', () => {
    expect(owned({ by: 'folders', include: ['packages/*', 'packages/core/plugins/*'] })).toMatchObject({
      'packages/core': ['packages/core/index.js', 'packages/core/plugins/readme.md'],
      'packages/core/plugins/one': ['packages/core/plugins/one/index.js', 'packages/core/plugins/one/test/a.js'],
    });
  });

  it('leave out what is excluded, folders and files', () => {
    const exclude = ['packages/old', '**/*.md', 'packages/core/plugins'];
    expect(owned({ by: 'folders', include: ['packages/*'], exclude })).toEqual({
      'packages/[id]': ['packages/[id]/index.js'],
      'packages/core': ['packages/core/index.js'],
    });
    expect(Object.keys(owned({ by: 'folders', include: ['packages/*', '!packages/o*'] }))).not.toContain(
      'packages/old',
    );
  });

  it('may change what mayChange says; {module} alone stands for their own files', () => {
    const planned = plan({ by: 'folders', include: ['docs'], mayChange: ['{module}', 'site/{name}.html'] });
    expect(planned).toMatchObject({ modules: [{ mayChange: ['docs/**', 'site/docs.html'] }] });
  });

  it('are refused where there are none', () => {
    const problem = 'modules.include: ["src/*"] matches none of the folders at the base commit';
    expect(plan({ by: 'folders', include: ['src/*'] })).toEqual({
      kind: 'refused',
      problems: [expect.stringContaining(problem)],
    });
  });
});

describe('modules by workspaces', () => {
  const workspaces = [
    { folder: 'packages/core', name: '@acme/core' },
    { folder: 'packages/core/plugins/one', name: '@acme/one' },
    { folder: 'packages/old' },
  ];

  it('are all workspaces, each with its name and without those inside of it', () => {
    expect(owned({ by: 'workspaces' }, workspaces)).toEqual({
      'packages/core': ['packages/core/index.js', 'packages/core/plugins/readme.md'],
      'packages/core/plugins/one': ['packages/core/plugins/one/index.js', 'packages/core/plugins/one/test/a.js'],
      'packages/old': ['packages/old/index.js'],
    });
    const planned = plan({ by: 'workspaces' }, workspaces);
    expect(planned).toMatchObject({ modules: [{ name: '@acme/core' }, { name: '@acme/one' }, {}] });
  });

  it('are those that include and exclude leave', () => {
    const modules = { by: 'workspaces', include: ['packages/*'], exclude: ['packages/old'] };
    expect(owned(modules, workspaces)).toEqual({
      'packages/core': ['packages/core/index.js', 'packages/core/plugins/readme.md'],
    });
  });

  it('are refused where include matches none', () => {
    expect(plan({ by: 'workspaces', include: ['apps/*'] }, workspaces)).toEqual({
      kind: 'refused',
      problems: [expect.stringContaining('matches none of the 3 workspaces')],
    });
  });
});

describe('more modules than one migration takes', () => {
  it('are refused, too, where they are listed', () => {
    const file = MigrationFile.parse({
      ...smallMigration('/r'),
      modules: { by: 'list', list: [{ path: 'x', paths: ['x'] }] },
    });
    const list = Array.from({ length: 20_001 }, (_, index) => ({ path: `${index}`, paths: ['x'] }));
    expect(planModules({ ...file, modules: { ...file.modules, list } }, { files: ['x'] }, sha256)).toEqual({
      kind: 'refused',
      problems: [expect.stringMatching(/^modules: 20001 modules are more than the 20000 .* list fewer/)],
    });
  });

  it('are refused with the way out', () => {
    const many = Array.from({ length: 20_001 }, (_, index) => `src/${index}.js`);
    const file = MigrationFile.parse({ ...smallMigration('/r'), modules: { by: 'files' } });
    expect(planModules(file, { files: many }, sha256)).toEqual({
      kind: 'refused',
      problems: [expect.stringMatching(/^modules: 20001 modules are more than the 20000 .* narrow modules.include/)],
    });
  });
});
