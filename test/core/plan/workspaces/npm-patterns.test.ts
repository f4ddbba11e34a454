import { describe, expect, it } from 'vitest';
import { workspaceFolders } from '../../../../src/core/plan/workspaces/workspace-folders.ts';
import { npmPatterns } from '../../../../src/core/plan/workspaces/npm-patterns.ts';

describe('npmPatterns', () => {
  it.each<[string, { npm?: string; pnpm?: string }, string[]]>([
    ['npm', { npm: '{ "workspaces": ["./packages/*", "tools/cli/"] }' }, ['packages/*', 'tools/cli']],
    [
      'yarn, with packages',
      { npm: '{ "workspaces": { "packages": ["packages/**"], "nohoist": [] } }' },
      ['packages/**'],
    ],
    [
      'pnpm',
      { npm: '{}', pnpm: "packages:\n  - 'packages/*'\n  - '!packages/old'\n  - .\n" },
      ['packages/*', '!packages/old'],
    ],
    ['npm beside settings of pnpm', { npm: '{ "workspaces": ["a"] }', pnpm: 'onlyBuiltDependencies: [x]' }, ['a']],
    ['pnpm before npm', { npm: '{ "workspaces": ["a"] }', pnpm: 'packages: [b]' }, ['b']],
  ])('reads those of %s', (_, texts, patterns) => {
    expect(npmPatterns(texts)).toEqual({ kind: 'found', patterns });
  });

  it.each([{}, { npm: '{ "workspaces": null }' }, { npm: '3' }])('finds none in %j', (texts) => {
    expect(npmPatterns(texts)).toEqual({ kind: 'none' });
  });

  it.each<[string, { npm?: string; pnpm?: string }, string]>([
    ['a package.json that is no JSON', { npm: '{' }, "package.json at the base commit can't be read"],
    ['patterns with groups', { npm: '{ "workspaces": ["a", "*(*(b))"] }' }, 'have the pattern "*(*(b))"'],
    ['patterns with groups in YAML', { pnpm: 'packages: ["(a+)+"]' }, 'have the pattern "(a+)+"'],
    ['YAML that is none', { pnpm: 'packages: [' }, "pnpm-workspace.yaml at the base commit can't be read"],
  ])('refuses %s with the way out', (_, texts, words) => {
    expect(npmPatterns(texts)).toEqual({ kind: 'refused', problem: expect.stringContaining(words) as string });
  });
});

describe('workspaceFolders', () => {
  it('are the folders with a package.json that match, without those in node_modules', () => {
    const files = [
      'package.json',
      'packages/a/package.json',
      'packages/a/node_modules/x/package.json',
      'packages/b/index.js',
      'packages/old/package.json',
      'other/package.json',
    ];
    expect(workspaceFolders(['packages/**', '!packages/old'], files)).toEqual(['packages/a']);
  });
});
