import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { nodeVersionProblem } from '../../../src/dev/launch/node-version.mjs';

test.each(['20.3.0', '20.20.2', '21.0.0', '24.1.0'])('Node %s is taken', (version) => {
  expect(nodeVersionProblem(version)).toBeUndefined();
});

test.each(['12.22.0', '18.20.8', '20.2.9'])('Node %s is refused, with what is needed', (version) => {
  expect(nodeVersionProblem(version)).toContain(`needs Node 20.3 or later; this is ${version}`);
});

test('package.json asks for the same version', async () => {
  const { engines } = JSON.parse(await readFile('package.json', 'utf8')) as { engines: { node: string } };
  const oldest = engines.node.replace('>=', '');
  expect(nodeVersionProblem(`${oldest}.0`)).toBeUndefined();
  expect(nodeVersionProblem(`${Number.parseInt(oldest, 10)}.${Number(oldest.split('.')[1]) - 1}.0`)).toBeDefined();
});
