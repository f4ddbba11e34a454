import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileTokens } from '../../src/api/tokens/file-tokens.ts';
import { gitRepository } from '../support/git-repository.ts';
import { migrationStack, until, type MigrationStack } from '../support/migration-stack.ts';
import { renamingBrain } from '../support/renaming-brain.ts';
import { smallMigration } from '../support/small-migration.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { wordModule, wordVerify } from '../support/word-module.ts';
import { installSchemathesis } from './install-schemathesis.ts';
import { startApiProcess } from './start-api-process.ts';

/** What is written of a run; schemathesis has more of it. */
type Report = {
  operations: { selected: number; tested: number };
  failures: { title: string; operations: string[] }[];
  errors: object[];
  /** How requests with valid data were answered, by operation and phase. */
  valid_rates: Record<string, Record<string, { accepted: number }>>;
};

const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'negative_data_rejection',
  'ignored_auth',
];

/** Random requests of each operation, beside those that schemathesis derives from the description. */
const examples = '20';

const cleanUps: (() => void | Promise<void>)[] = [];
const atEnd = (cleanUp: () => void | Promise<void>) => void cleanUps.unshift(cleanUp);
let report: Report;
let output: string;
/** The operations that only look, as schemathesis names them. */
let reads: string[];

/** Lets schemathesis loose on an API that has a finished migration and a waiting one, so that it sees good answers and not refusals alone. */
beforeAll(async () => {
  const python = await installSchemathesis();
  const stack = await migrationStack({ brain: renamingBrain() }, atEnd);
  const { dataFolder } = stack;
  // Whatever repositories it makes up, this worker's git goes nowhere.
  await writeFile(join(dataFolder, '.gitconfig'), '[protocol]\n\tallow = never\n[protocol "file"]\n\tallow = always\n');
  const tokens = await makeTokens(dataFolder);
  const url = await startApiProcess(stack, atEnd);
  const known = await startMigrations(stack, url, tokens[0] ?? '');
  const { paths } = (await (await fetch(`${url}/openapi.json`)).json()) as { paths: Record<string, object> };
  reads = Object.keys(paths).flatMap((path) =>
    'get' in (paths[path] ?? {}) && !path.endsWith('/events') ? `GET ${path}` : [],
  );
  const folder = await temporaryFolder(atEnd);
  await writeFile(join(folder, 'schemathesis.toml'), settings(known));
  const run = [
    '-m',
    'schemathesis.cli',
    '--config-file',
    join(folder, 'schemathesis.toml'),
    'run',
    `${url}/openapi.json`,
  ];
  const work = ['--checks', checks.join(','), '--phases', 'examples,coverage,fuzzing', '--max-examples', examples];
  const pace = ['--rate-limit', 'auto', '--request-timeout', '20', '--seed', '1', '--continue-on-failure'];
  // An event stream ends with its migration, so a request for one may last for ever.
  const which = ['--exclude-path-regex', '/events$'];
  const kept = ['--report', 'json', '--report-dir', folder, '--no-color'];
  const end = await execa(python, [...run, ...work, ...pace, ...which, ...kept], {
    env: {
      DROVER_TOKENS: tokens.join(' '),
      SCHEMATHESIS_HOOKS: 'many_tokens',
      PYTHONPATH: import.meta.dirname,
      PYTHONDONTWRITEBYTECODE: '1',
    },
    reject: false,
    all: true,
    cwd: folder,
  });
  output = end.all;
  const name = (await readdir(folder)).find((file) => file.startsWith('json-'));
  if (name === undefined) throw new Error(`schemathesis wrote no report:\n${output}`);
  report = JSON.parse(await readFile(join(folder, name), 'utf8')) as Report;
});

afterAll(async () => {
  for (const cleanUp of cleanUps) await cleanUp();
});

describe('the API, asked all that its description allows and much that it does not', () => {
  it('is asked for each of its operations', () => {
    expect(report.operations.selected).toBeGreaterThan(20);
    expect(report.operations.tested, output).toBe(report.operations.selected);
  });

  it('has a description that can be read and worked through', () => {
    expect(report.errors, output).toEqual([]);
  });

  it('never breaks down, and never answers in a way that its description does not name', () => {
    expect(report.failures, output).toEqual([]);
  });

  it('is looked at where there is something to see, not at refusals alone', () => {
    const answered = Object.entries(report.valid_rates)
      .filter(([, phases]) => Object.values(phases).some(({ accepted }) => accepted > 0))
      .map(([operation]) => operation);
    expect(answered, output).toEqual(expect.arrayContaining(reads));
  });
});

async function makeTokens(dataFolder: string): Promise<string[]> {
  const tokens = fileTokens(dataFolder);
  const made: string[] = [];
  for (let number = 1; number <= 20; number += 1)
    made.push(await tokens.create(`schemathesis-${number}`, ['operator', 'approver']));
  return made;
}

/** What the parameters of paths may name. */
type Known = { id: string[]; cancel: string[]; key: string[]; digest: string[]; rollback: string[] };

/** Starts a migration that ends, and two that wait for approval: one to be steered, and one to be cancelled. */
async function startMigrations(stack: MigrationStack, url: string, token: string): Promise<Known> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const start = async (merge: 'each' | 'none') => {
    const repository = await gitRepository({ 'a.js': wordModule() }, atEnd);
    const file = { ...smallMigration(repository.folder), verify: wordVerify, approve: { merge } };
    const answer = await fetch(`${url}/v1/migrations`, { method: 'POST', headers, body: JSON.stringify(file) });
    if (answer.status !== 202) throw new Error(`The migration did not start: ${await answer.text()}`);
    return ((await answer.json()) as { id: string }).id;
  };
  const [done, waiting, cancelled] = await Promise.all([start('none'), start('each'), start('each')]);
  await until(
    () => stack.migrations.progress(waiting).catch(() => undefined),
    (progress) => (progress?.awaiting.length ?? 0) > 0,
  );
  const { modules } = await stack.migrations.result(done);
  const rollback = await previewRollback(`${url}/v1/migrations/${done}`, headers);
  return {
    id: [done, waiting],
    cancel: [cancelled],
    key: [...modules.map(({ key }) => key), 'a.js'],
    digest: modules.flatMap(({ evidence }) => evidence ?? []),
    rollback: [rollback],
  };
}

/** Finds what would be taken back of a migration, so that there is a rollback to look at. */
async function previewRollback(migration: string, headers: Record<string, string>): Promise<string> {
  const body = JSON.stringify({ modules: ['a.js'], preview: true });
  const answer = await fetch(`${migration}/rollbacks`, { method: 'POST', headers, body });
  if (answer.status !== 202) throw new Error(`The rollback did not start: ${await answer.text()}`);
  return ((await answer.json()) as { id: string }).id;
}

/** Lets three of four requests name what is there. */
function settings({ id, cancel, key, digest, rollback }: Known): string {
  const known = (dictionary: string) => `{ dictionary = "${dictionary}", probability = 0.75 }`;
  return [
    ...Object.entries({ id, cancel, key, digest, rollback }).map(
      ([name, values]) => `[dictionaries.${name}]\nvalues = ${JSON.stringify(values)}`,
    ),
    '[parameters]',
    ...['id', 'key', 'digest'].map((name) => `"path.${name}" = ${known(name)}`),
    // A body that is too long is refused as such, before anybody looks at what else is wrong with it.
    '[checks]',
    'negative_data_rejection.expected-statuses = [400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 428, 429, 431, "5xx"]',
    '[[operations]]',
    'include-path = "/v1/migrations/{id}/cancel"',
    `parameters = { "path.id" = ${known('cancel')} }`,
    // The only one that has been rolled back is the first of the known.
    '[[operations]]',
    'include-path = "/v1/migrations/{id}/rollbacks/{rollback}"',
    `parameters = { "path.id" = ${JSON.stringify(id[0])}, "path.rollback" = ${known('rollback')} }`,
  ].join('\n');
}
