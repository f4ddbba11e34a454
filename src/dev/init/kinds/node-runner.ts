import { dependenciesOf, type PackageJson } from './package-json.ts';

export const nodeRunners = [
  'node:test',
  'vitest',
  'jest',
  'mocha',
  'ava',
  'tape',
  'tap',
  'lab',
  'uvu',
  'qunit',
  'jasmine',
] as const;
export type NodeRunner = (typeof nodeRunners)[number];

/** How a test script calls a runner. */
const calls: [RegExp, NodeRunner][] = [
  [/\bvitest\b/, 'vitest'],
  [/\bjest\b/, 'jest'],
  [/\b(mocha|ts-mocha|electron-mocha)\b/, 'mocha'],
  [/\bava\b/, 'ava'],
  [/\bnode\b[^&|;]* --test\b|\bborp\b/, 'node:test'],
  [/\btape\b/, 'tape'],
  [/(^|[\s/])(tap|tap-runner)(\s|$)/, 'tap'],
  [/(^|[\s/])lab(\s|$)/, 'lab'],
  [/\buvu\b/, 'uvu'],
  [/\bqunit\b/, 'qunit'],
  [/\bjasmine\b/, 'jasmine'],
];

/** What the tests of a runner import, or use without importing. */
const imports: Record<NodeRunner, RegExp> = {
  'node:test': /['"]node:test['"]/,
  vitest: /['"]vitest['"]/,
  jest: /['"]@jest\/globals['"]|\bjest\.(fn|mock|spyOn)\(/,
  mocha: /['"]mocha['"]/,
  ava: /['"]ava['"]/,
  tape: /['"]tape['"]/,
  tap: /['"]tap['"]/,
  lab: /['"]@?(hapi\/)?lab['"]/,
  uvu: /['"]uvu['"]/,
  qunit: /['"]qunit['"]|\bQUnit\.(module|test)\(/,
  jasmine: /\bjasmine\.(createSpy|any|objectContaining)\(/,
};

/** Whether a file imports one of the runners. */
export function importsRunner(text: string): boolean {
  return nodeRunners.some((runner) => imports[runner].test(text));
}

export type FoundRunner = { runner: NodeRunner; why: string };

/**
 * Tells the test runner: by the test script, else by what most test files import, else by the packages. Undefined when none of them says so.
 */
export function findNodeRunner(manifest: PackageJson, testTexts: string[]): FoundRunner | undefined {
  const script = testScript(manifest);
  const called = calls.find(([pattern]) => pattern.test(script));
  if (called) return { runner: called[1], why: `the test script of package.json calls it: ${shorten(script)}` };

  const counted = nodeRunners
    .map((runner) => ({ runner, count: testTexts.filter((text) => imports[runner].test(text)).length }))
    .sort((a, b) => b.count - a.count);
  const [most] = counted;
  if (most && most.count > 0)
    return {
      runner: most.runner,
      why: `${most.count} of ${testTexts.length} test files that were looked at import it`,
    };

  const packages = dependenciesOf(manifest);
  const only = nodeRunners.filter((runner) => packages.has(runner));
  if (only.length === 1 && only[0]) return { runner: only[0], why: 'package.json depends on it' };
  return undefined;
}

/** The test script with the scripts of the same file that it runs; '' for none and for npm's placeholder. */
export function testScript(manifest: PackageJson): string {
  const expand = (script: string, depth: number): string =>
    script.replace(/\b(?:npm|pnpm|yarn)(?: run)?(?: -s| --silent)? ([\w:.-]+)/g, (whole, name: string) => {
      const inner = manifest.scripts[name];
      return inner === undefined || depth === 0 ? whole : expand(inner, depth - 1);
    });
  const script = expand(manifest.scripts['test'] ?? '', 3);
  return /no test specified/.test(script) ? '' : script;
}

/** The files that a test script runs by plain `node`, as they are named there. */
export function plainPrograms(script: string): string[] {
  const found = script.matchAll(/(?:^|[\s/])node(?: +--?[\w-]+(?:=\S+)?)* +(?!-)([\w@./-]+)/g);
  return [...found].flatMap(([, path = '']) => path.replace(/^\.\/|\/$/g, ''));
}

/** Options of the script that Node needs to load the tests at all (tsx, ts-node, a register hook). */
export function loaderOptions(script: string): string[] {
  const found = script.matchAll(
    /(?:--(?:import|loader|experimental-loader|require|conditions)|\s-[rC])[ =][\w@./:][\w@./:-]*|--experimental-[\w-]+|--expose[-_]gc|--allow-natives-syntax/g,
  );
  return [...found].map(([option]) => option.trim());
}

function shorten(script: string): string {
  return script.length > 100 ? `${script.slice(0, 97)}...` : script;
}
