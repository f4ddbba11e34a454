import { describe, expect, it } from 'vitest';
import { workspaceFolders } from '../../../src/core/plan/workspace-folders.ts';
import { workspacePatterns } from '../../../src/core/plan/workspace-patterns.ts';

describe('workspacePatterns', () => {
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
    expect(workspacePatterns(texts)).toEqual({ kind: 'found', patterns });
  });

  it.each<[string, { npm?: string; pnpm?: string }, string]>([
    ['nothing', {}, 'has no workspaces: neither "workspaces" in package.json nor "packages" in pnpm-workspace.yaml'],
    ['a package.json without any', { npm: '{ "workspaces": null }' }, 'write by: folders'],
    ['a package.json that is no JSON', { npm: '{' }, "package.json at the base commit can't be read"],
    ['a package.json that is no object', { npm: '3' }, 'has no workspaces'],
    ['patterns with groups', { npm: '{ "workspaces": ["a", "*(*(b))"] }' }, 'have the pattern "*(*(b))"'],
    ['patterns with groups in YAML', { pnpm: 'packages: ["(a+)+"]' }, 'have the pattern "(a+)+"'],
    ['YAML that is none', { pnpm: 'packages: [' }, "pnpm-workspace.yaml at the base commit can't be read"],
  ])('refuses %s with the way out', (_, texts, words) => {
    expect(workspacePatterns(texts)).toEqual({ kind: 'refused', problem: expect.stringContaining(words) as string });
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
