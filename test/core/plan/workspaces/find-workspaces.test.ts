import { describe, expect, it } from 'vitest';
import { findWorkspaces, manifestsAmong } from '../../../../src/core/plan/workspaces/find-workspaces.ts';
import type { WorkspaceKind } from '../../../../src/core/plan/workspaces/workspace.ts';

type Files = Record<string, string>;

function find(content: Files, wanted?: WorkspaceKind) {
  const files = Object.keys(content);
  const texts = new Map(manifestsAmong(files).map((path) => [path, content[path] ?? '']));
  return findWorkspaces(files, texts, wanted);
}

const folders = (content: Files, wanted?: WorkspaceKind) => {
  const found = find(content, wanted);
  return found.kind === 'found' ? found.workspaces.map(({ folder }) => folder) : found.problem;
};

const npm = { 'package.json': '{ "workspaces": ["packages/*"] }', 'packages/a/package.json': '{ "name": "@acme/a" }' };
const pom = (artifact: string, more = '') => `<project><artifactId>${artifact}</artifactId>${more}</project>`;

describe('the workspaces of a repository', () => {
  it('are those of npm, yarn or pnpm, named and depending as their package.json says', () => {
    const b = '{ "name": "b", "dependencies": { "@acme/a": "1" }, "devDependencies": { "jest": "1" } }';
    expect(find({ ...npm, 'packages/b/package.json': b })).toMatchObject({
      kind: 'found',
      workspaces: [
        { folder: 'packages/a', name: '@acme/a', dependsOn: [] },
        { folder: 'packages/b', name: 'b', dependsOn: ['@acme/a', 'jest'] },
      ],
    });
  });

  it('are the modules of Maven, however deep, with the artifacts that they name', () => {
    const depends = '<dependencies><dependency><artifactId>core</artifactId></dependency></dependencies>';
    const found = find({
      'pom.xml': pom('top', '<modules><module>core</module><module>apps</module></modules>'),
      'core/pom.xml': pom('core', '<parent><artifactId>top</artifactId></parent>'),
      'apps/pom.xml': pom('apps', '<modules>\n<module>web/pom.xml</module><module>../../outside</module></modules>'),
      'apps/web/pom.xml': pom('web', depends),
      'unused/pom.xml': pom('unused'),
    });
    expect(found).toMatchObject({
      kind: 'found',
      workspaces: [
        { folder: 'apps', name: 'apps', dependsOn: [] },
        { folder: 'apps/web', name: 'web', dependsOn: ['core'] },
        { folder: 'core', name: 'core', dependsOn: ['top'] },
      ],
    });
  });

  it('are the projects that the settings of Gradle include, in Groovy and in Kotlin', () => {
    const groovy = "rootProject.name = 'x'\n// include 'old'\ninclude ':core', ':apps:web'\ninclude(':gone')\n";
    const kotlin = 'include(":core")\n/* include(":old") */\ninclude(\n  ":apps:web",\n)\n';
    const code = { 'core/src/A.java': '', 'apps/web/src/B.java': '', 'old/C.java': '' };
    const build = 'dependencies { implementation(project(":core")); testImplementation projects.testKit }';
    const expected = [
      { folder: 'core', name: ':core', dependsOn: [] },
      { folder: 'apps/web', name: ':apps:web', dependsOn: [':core', ':testKit', ':test-kit'] },
    ];
    const web = { 'apps/web/build.gradle': build };
    expect(find({ 'settings.gradle': groovy, ...code, ...web })).toMatchObject({ kind: 'found', workspaces: expected });
    expect(find({ 'settings.gradle.kts': kotlin, ...code, ...web })).toMatchObject({
      kind: 'found',
      workspaces: expected,
    });
    const moved = { 'settings.gradle': "include 'a'\nproject(':a').projectDir = file('b')", 'b/x.java': '' };
    expect(folders(moved)).toContain('move projects to other folders (projectDir)');
  });

  it('are the modules that go.work uses, or those with a go.mod, or the packages of the one module', () => {
    const mod = (name: string, more = '') => `module ${name} // here\n\ngo 1.24\n${more}`;
    const two = {
      'api/go.mod': mod('acme.org/api'),
      'cmd/go.mod': mod('"acme.org/cmd"', 'require (\n\tacme.org/api v0.0.0 // indirect\n)\n'),
    };
    const workspaces = [
      { folder: 'api', name: 'acme.org/api', dependsOn: [] },
      { folder: 'cmd', name: 'acme.org/cmd', dependsOn: ['acme.org/api'] },
    ];
    expect(find(two)).toMatchObject({ kind: 'found', workspaces });
    expect(folders({ ...two, 'go.work': 'go 1.24\n\nuse (\n\t./api // the API\n)\nuse ./gone\n' })).toEqual(['api']);
    const one = { 'go.mod': mod('acme.org/x'), 'main.go': '', 'a/a.go': '', 'a/testdata/b/b.go': '', '_c/c.go': '' };
    expect(find(one)).toMatchObject({
      kind: 'found',
      workspaces: [{ folder: 'a', name: 'acme.org/x/a', dependsOn: [] }],
    });
  });

  it('are the members of a Cargo workspace, and what they reach by paths', () => {
    const found = find({
      'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\nexclude = ["crates/old"]\n',
      'crates/a/Cargo.toml': '[package]\nname = "a"\n[dependencies]\nutil = { path = "../../util" }\nserde = "1"\n',
      'crates/old/Cargo.toml': '[package]\nname = "old"\n',
      'util/Cargo.toml': '[package]\nname = "util"\n[target."cfg(unix)".dependencies]\nlog = { package = "my-log" }\n',
    });
    expect(found).toMatchObject({
      kind: 'found',
      workspaces: [
        { folder: 'crates/a', name: 'a', dependsOn: ['util', 'serde'] },
        { folder: 'util', name: 'util', dependsOn: ['my-log'] },
      ],
    });
  });

  it('are the members of a uv workspace, or the folders with a pyproject.toml, or the packages of the one project', () => {
    const uv = '[tool.uv.workspace]\nmembers = ["libs/*"]\nexclude = ["libs/old"]\n';
    const lib = (name: string, more = '') => `[project]\nname = "${name}"\n${more}`;
    const two = {
      'libs/a/pyproject.toml': lib('Acme_A'),
      'libs/b/pyproject.toml': lib('b', 'dependencies = ["acme.a[x]>=1; python_version > \'3\'", "requests"]'),
    };
    const workspaces = [
      { folder: 'libs/a', name: 'acme-a', dependsOn: [] },
      { folder: 'libs/b', name: 'b', dependsOn: ['acme-a', 'requests'] },
    ];
    expect(find(two)).toMatchObject({ kind: 'found', workspaces });
    expect(find({ 'pyproject.toml': uv, ...two, 'libs/old/pyproject.toml': lib('old') })).toMatchObject({
      kind: 'found',
      workspaces,
    });
    const layout = {
      'pyproject.toml': lib('x'),
      'src/x/__init__.py': '',
      'src/x/y/__init__.py': '',
      'tests/__init__.py': '',
    };
    expect(folders(layout)).toEqual(['src/x']);
    expect(folders({ 'setup.py': '', 'x/__init__.py': '', 'tests/__init__.py': '', 'y/a.py': '' })).toEqual(['x']);
  });

  it('leave out what others wrote', () => {
    expect(folders({ ...npm, 'vendor/x/go.mod': 'module x', 'packages/node_modules/y/package.json': '{}' })).toEqual([
      'packages/a',
    ]);
  });
});

describe('the kind of a repository’s workspaces', () => {
  const cargo = { 'Cargo.toml': '[workspace]\nmembers = ["c"]', 'c/Cargo.toml': '[package]\nname = "c"' };

  it('has to be named where files at the top list those of several', () => {
    expect(folders({ ...npm, ...cargo })).toBe(
      'modules.workspaces: the base commit has workspaces of npm, cargo: name the kind that is meant',
    );
    expect(folders({ ...npm, ...cargo }, 'cargo')).toEqual(['c']);
    expect(folders(npm, 'maven')).toContain('no workspaces of maven: no <modules> in pom.xml');
  });

  it('is the one that is listed, where others are known by their manifests alone', () => {
    expect(folders({ ...npm, 'tools/x/pyproject.toml': '', 'tools/go.mod': 'module x' })).toEqual(['packages/a']);
    expect(folders({ 'tools/x/pyproject.toml': '', 'tools/go.mod': 'module x' })).toContain('workspaces of go, python');
  });

  it('is none where there is no manifest, and then the way out is said', () => {
    expect(folders({ 'a.js': '' })).toMatch(/has no workspaces: there is none of .*Write by: folders/);
  });
});

describe('manifests that are broken or hostile', () => {
  it.each<[string, Files, string]>([
    ['a package.json that is no JSON', { 'package.json': '{' }, "package.json at the base commit can't be read"],
    ['members with groups', { 'Cargo.toml': '[workspace]\nmembers = ["(a+)+"]' }, 'have the pattern "(a+)+"'],
    ['members that are not there', { 'Cargo.toml': '[workspace]\nmembers = ["a"]' }, 'matches the members ["a"]'],
    [
      'modules that are not there',
      { 'pom.xml': pom('x', '<modules><module>a</module></modules>') },
      'none of the modules ["a"]',
    ],
    ['XML that never ends', { 'pom.xml': '<project><modules>' }, 'has no workspaces'],
    ['TOML that is none', { 'Cargo.toml': '[workspace' }, 'has no workspaces'],
  ])('%s are refused in words', (_, content, words) => {
    expect(folders(content)).toContain(words);
  });

  it('expand no entity', () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>';
    const content = {
      'pom.xml': bomb + pom('&b;', '<modules><module>m</module></modules>'),
      'm/pom.xml': bomb + pom('&b;'),
    };
    const found = find(content);
    expect(found.kind === 'found' ? found.workspaces[0]?.name : found.problem).toBe('&b;');
  });
});
