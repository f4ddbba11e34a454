/** What a package looks like: as it is, as the model first gets it wrong (one file has lost `__dirname`), and as it should be. */
export type PackageState = 'before' | 'wrong' | 'right';

/** A package's folder, by its number from 1 on. */
export function packageFolder(index: number): string {
  return `packages/pkg-${String(index).padStart(3, '0')}`;
}

/** The files of a package in one of its states, by their paths below its folder. The number alone says what is in them. */
export function packageFiles(index: number, state: PackageState): Record<string, string> {
  const isModule = state !== 'before';
  const manifest = {
    name: `@bench/pkg-${index}`,
    version: '1.0.0',
    ...(isModule && { type: 'module' }),
    scripts: { test: 'node --test' },
  };
  return {
    'package.json': `${JSON.stringify(manifest, null, 2)}\n`,
    'src/config.js': config(index, state),
    'src/steps.js': steps(index, isModule),
    'src/index.js': entry(isModule),
    'test/index.test.js': tests(index, isModule),
  };
}

function config(index: number, state: PackageState): string {
  const body = `const settings = { name: 'pkg-${index}', factor: ${(index % 7) + 2}, home: path.dirname(here) };\n`;
  if (state === 'before')
    return `const path = require('node:path');\n\nconst here = __dirname;\n${body}\nmodule.exports = { settings };\n`;
  const here = state === 'wrong' ? '__dirname' : 'path.dirname(fileURLToPath(import.meta.url))';
  const url = state === 'wrong' ? '' : "import { fileURLToPath } from 'node:url';\n";
  return `import path from 'node:path';\n${url}\nconst here = ${here};\n${body}\nexport { settings };\n`;
}

function stepNames(index: number): string[] {
  return Array.from({ length: 6 + (index % 5) * 3 }, (_, at) => `step${at + 1}`);
}

function steps(index: number, isModule: boolean): string {
  const names = stepNames(index);
  const functions = names.map(
    (name, at) =>
      `/** Adds ${at + 1} to each value and leaves out those that are multiples of ${at + 2}. */\n` +
      `function ${name}(values) {\n  return values.map((value) => value + ${at + 1}).filter((value) => value % ${at + 2} !== 0);\n}\n`,
  );
  return `${functions.join('\n')}\n${isModule ? 'export' : 'module.exports ='} { ${names.join(', ')} };\n`;
}

function entry(isModule: boolean): string {
  const head = isModule
    ? "import { settings } from './config.js';\nimport * as steps from './steps.js';\n"
    : "const { settings } = require('./config.js');\nconst steps = require('./steps.js');\n";
  const body =
    '\n/** Sends values through all steps, and multiplies what is left by the factor of the settings. */\nfunction run(values) {\n' +
    '  const left = Object.values(steps).reduce((some, step) => step(some), values);\n' +
    '  return left.map((value) => value * settings.factor);\n}\n\n';
  return `${head}${body}${isModule ? 'export' : 'module.exports ='} { run, settings };\n`;
}

function tests(index: number, isModule: boolean): string {
  const head = isModule
    ? "import assert from 'node:assert';\nimport test from 'node:test';\nimport { run, settings } from '../src/index.js';\nimport * as steps from '../src/steps.js';\n"
    : "const assert = require('node:assert');\nconst test = require('node:test');\nconst { run, settings } = require('../src/index.js');\nconst steps = require('../src/steps.js');\n";
  const each = stepNames(index).map(
    (name, at) =>
      `test('${name}', () => {\n  assert.deepStrictEqual(steps.${name}([${at + 1}]), [${2 * at + 2}].filter((value) => value % ${at + 2} !== 0));\n});\n`,
  );
  return (
    `${head}\n${each.join('\n')}\ntest('settings', () => {\n  assert.strictEqual(settings.name, 'pkg-${index}');\n  assert.match(settings.home, /pkg-/);\n});\n\n` +
    `test('run', () => {\n  assert.deepStrictEqual(run([]), []);\n});\n`
  );
}
