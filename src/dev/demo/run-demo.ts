import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { droverApi } from '../../cli/http/drover-api.ts';
import type { Config } from '../../config.ts';
import { MigrationFile } from '../../domain/migration-file.ts';
import type { MigrationReport } from '../../domain/migration-report.ts';
import { openScreen, type Screen } from '../show/open-screen.ts';
import { printReport } from '../show/print-report.ts';
import { watchMigration } from '../show/watch-migration.ts';
import { untilInterrupted } from '../processes/until-interrupted.ts';
import { demoDataFolder } from '../stack/find-stack.ts';
import { lockFolder } from '../stack/lock-folder.ts';
import { startStack, type Stack } from '../stack/start-stack.ts';
import { chooseDemoModel, type DemoModel } from './choose-demo-model.ts';
import { chooseDemoSandbox } from './choose-demo-sandbox.ts';
import { countCalls, type Crash } from './count-calls.ts';
import { crashWorker } from './crash-worker.ts';
import { demoReport } from './demo-report.ts';
import type { DemoOptions } from './main.ts';
import { makeMinimistRepository } from './make-minimist-repository.ts';
import { demoMigration } from './migration.ts';
import { nodeToolchain } from './node-toolchain.ts';
import { npmEnvironment } from './npm-environment.ts';
import { proveDemo } from './prove-demo.ts';

const approver = { actor: 'npm run demo', says: 'the demo approves the merge with a signal' };

type Demo = { options: DemoOptions; config: Config; screen: Screen; folder: string; model: DemoModel; stack: Stack };

/** Runs the demo from the set-up to the report and leaves nothing running. Returns the exit code. */
export async function runDemo(options: DemoOptions, outer: Config): Promise<number> {
  const screen = openScreen(options.json);
  const folder = join(outer.dataFolder, 'demo');
  const unlock = await lockFolder(folder, 'demo');
  const config = { ...outer, dataFolder: demoDataFolder(outer.dataFolder) };
  const sandbox = await chooseDemoSandbox(config, screen.warn);
  const model = await chooseDemoModel(config, options.latency, screen.say);
  let stack: Stack | undefined;
  try {
    for (const old of ['drover', 'minimist']) await rm(join(folder, old), { recursive: true, force: true });
    stack = await startStack({
      config,
      workerEnv: { ...model.workerEnv, DROVER_SANDBOX: sandbox },
      log: screen.say,
      by: 'demo',
    });
    screen.say(`Temporal UI: ${stack.ui}`);
    tellSandbox(stack.worker, screen);
    return await migrate({ options, config: { ...config, sandbox }, screen, folder, model, stack });
  } finally {
    screen.close();
    await stack?.stop();
    await model.close();
    await unlock();
  }
}

function tellSandbox({ sandbox, checks }: Stack['worker'], screen: Screen): void {
  if (sandbox === 'unsafe-process')
    screen.warn('WARNING: NO SANDBOX: commands run as plain processes, which see and reach all that you can.');
  else screen.say(`Worker ready; ${sandbox} contains its commands: ${checks.length} checks held.`);
}

async function migrate(demo: Demo): Promise<number> {
  const { options, config, screen, folder, model, stack } = demo;
  const repository = join(folder, 'minimist');
  await makeMinimistRepository(repository, screen.say);
  const document = {
    ...demoMigration({ repository, toolchains: nodeToolchain(), env: await npmEnvironment() }),
    sandbox: config.sandbox,
    model: model.settings,
  };
  // By the API, as everybody else, so that `drover status` and its kin work beside a running demo.
  const api = droverApi({ url: stack.api, from: 'the demo' });
  const { id, ui } = await api.start({ document, mode: 'migrate', actor: approver.actor });
  screen.say(`Migration ${id}: ${ui ?? stack.ui}`);
  const ended = new AbortController();
  const [report, crash] = await Promise.all([
    watchMigration({ id, stack, screen, ...(!options.manual && { approver }) }).finally(() => ended.abort()),
    options.crash ? crashWorker({ config, stack, screen, ended: ended.signal }) : undefined,
  ]);
  return conclude(demo, MigrationFile.parse(document), report, crash);
}

async function conclude(
  demo: Demo,
  file: MigrationFile,
  report: MigrationReport,
  crash: Crash | undefined,
): Promise<number> {
  const { options, config, screen, folder, model, stack } = demo;
  const repository = join(folder, 'minimist');
  const proof = options.prove ? await proveDemo({ config, file, report, repository, screen }) : undefined;
  const counted = await countCalls({ config, model, report, crash });
  const document = demoReport({ report, counted, ui: stack.ui, ...(proof && { proof }) });
  screen.close();
  printReport({ report, repository, print: screen.say });
  if (model.kind === 'rehearsal')
    screen.say('The model was the REHEARSAL: the tokens and the money are what its answers would have cost.');
  const { modelCalls, repeatedModelCalls, inFlightAtKill } = document.totals;
  screen.say(
    `Requests sent: ${modelCalls}; sent again though recorded: ${repeatedModelCalls}; under way at the kill: ${inFlightAtKill}.`,
  );
  if (options.json) process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  if (options.keepOpen) {
    screen.say(`The stack stays up; Temporal UI: ${stack.ui}. Press Ctrl-C to end it.`);
    await untilInterrupted();
  }
  return report.status === 'completed' ? 0 : 3;
}
