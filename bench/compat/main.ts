import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { WorkflowFailedError } from '@temporalio/client';
import { removeTree } from '../../src/adapters/remove-tree.ts';
import { readConfig } from '../../src/config.ts';
import { startStack } from '../../src/dev/stack/start-stack.ts';
import { Failure } from '../../src/domain/failure.ts';
import { MigrationFile } from '../../src/domain/migration-file.ts';
import { makeWorkspace } from '../harness/make-workspace.ts';
import { compatFile } from './compat-file.ts';

const { values: options } = parseArgs({
  options: {
    'base-url': { type: 'string' },
    model: { type: 'string' },
    key: { type: 'string', default: 'none' },
    context: { type: 'string', default: '32768' },
    output: { type: 'string', default: '400' },
    'without-check': { type: 'boolean', default: false },
  },
});
const { 'base-url': baseUrl, model, key } = options;
if (baseUrl === undefined || model === undefined)
  throw new Failure('InputRefused', 'Name a server and its model: --base-url http://127.0.0.1:8080/v1 --model NAME.');

const folder = await mkdtemp(join(tmpdir(), 'drover-compat-'));
const config = readConfig({ ...process.env, DROVER_DATA: join(folder, 'data') });
const workerEnv = { ...config.hostEnvironment, OPENAI_API_KEY: key, OPENAI_BASE_URL: baseUrl };
const stack = await startStack({ config, workerEnv, log: (line) => console.error(line), by: 'run' });
try {
  const repository = join(folder, 'repository');
  await makeWorkspace(repository, 2);
  const file = compatFile({
    repository,
    model,
    context: Number(options.context),
    output: Number(options.output),
    check: !options['without-check'],
  });
  await stack.migrations.start({ migration: 'compat', file: MigrationFile.parse(file) });
  const report = await stack.migrations.result('compat').catch((error: unknown) => {
    // A check before the start that refuses the provider says why; anything else is a crash.
    const cause = error instanceof WorkflowFailedError ? (error.cause?.cause ?? error.cause) : undefined;
    if (cause instanceof Error) return { status: 'failed', why: cause.message };
    throw error;
  });
  console.log(JSON.stringify('modules' in report ? summary(report) : report, null, 2));
} finally {
  await stack.stop();
  await removeTree(folder);
}

type Report = Awaited<ReturnType<typeof stack.migrations.result>>;

function summary({ status, probed, usage, modules }: Report) {
  return {
    status,
    probed,
    usage,
    modules: modules.map(({ path, state, attempts, turns, reason, refused }) => ({
      path,
      state,
      attempts,
      turns,
      reason,
      refused,
    })),
  };
}
