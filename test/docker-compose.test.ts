import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { serverArguments } from '../src/dev/temporal/server-arguments.ts';

type Compose = {
  services: Record<string, { volumes?: string[]; depends_on?: string[] | Record<string, unknown> }>;
  volumes: Record<string, null>;
  configs: Record<string, { content: string }>;
};

const compose = parse(await readFile('docker-compose.yml', 'utf8')) as Compose;

test('every volume is a folder of the checkout or has a declared name, so that none is lost with its container', () => {
  const used = Object.values(compose.services).flatMap(({ volumes = [] }) =>
    volumes.map((volume) => volume.replace(/:.*/, '')),
  );
  expect(used.filter((name) => name !== '.').toSorted()).toEqual(Object.keys(compose.volumes).toSorted());
});

test('services depend on services that there are', () => {
  const needed = Object.values(compose.services).flatMap(({ depends_on: on = [] }) =>
    Array.isArray(on) ? on : Object.keys(on),
  );
  expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(needed));
});

test('the server has the same settings as the dev server', () => {
  const settings = parse(compose.configs['temporal-dynamic-config']?.content ?? '') as Record<
    string,
    { value: number }[]
  >;
  const flags = Object.entries(settings).map(([name, [setting]]) => `${name}=${setting?.value}`);
  const args = serverArguments({ port: 1, uiPort: undefined, folder: undefined });
  expect(args.filter((_, index) => args[index - 1] === '--dynamic-config-value')).toEqual(flags);
});
