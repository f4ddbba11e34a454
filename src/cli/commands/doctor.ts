import { readConfig, type Config } from '../../config.ts';
import type { Check } from '../../dev/doctor/check.ts';
import type { ServiceAddress } from '../../dev/doctor/check-service.ts';
import { runDoctor } from '../../dev/doctor/run-doctor.ts';
import { MigrationFile } from '../../domain/migration-file.ts';
import { findService } from '../http/find-service.ts';
import type { Io } from '../io.ts';

export type DoctorOptions = {
  /** False with --no-model; else the model to ask, by default the one that a migration file has by default. */
  model?: string | boolean;
};

/** `drover doctor`: looks at all that Drover needs, a line each. Returns 0 when nothing is missing, else 1. */
export async function doctor(options: DoctorOptions, io: Io, config: Config = readConfig()): Promise<number> {
  const service: ServiceAddress | undefined = await findService(config, { demo: true });
  const model =
    options.model === false ? undefined : typeof options.model === 'string' ? options.model : defaultModel();
  if (model !== undefined && config.model.apiKey !== undefined)
    io.say(`Asking ${model} twice, which costs some hundred tokens; --no-model leaves that out.`);
  const tell = (check: Check) => {
    if (!io.json) io.print(inLines(check, io.interactive));
  };
  const checks = await runDoctor({ config, model, service, folder: process.cwd() }, tell);
  const failed = checks.filter(({ state }) => state === 'failed').map(({ name }) => name);
  if (io.json) io.print(JSON.stringify({ ok: failed.length === 0, checks }, null, 2));
  else if (failed.length === 0) io.print('\nAll that is needed is here.');
  else io.print(`\nNot ready: ${failed.join(', ')}.`);
  return failed.length === 0 ? 0 : 1;
}

function defaultModel(): string {
  return MigrationFile.shape.model.parse(undefined).name;
}

const signs = { ok: '✓', failed: '✗', warning: '!', info: '·' };
const colours = { ok: 32, failed: 31, warning: 33, info: 90 };
const indent = ' '.repeat(16);

function inLines({ name, state, says, wayOut }: Check, colourful: boolean): string {
  const sign = colourful ? `\u001B[${colours[state]}m${signs[state]}\u001B[0m` : signs[state];
  const first = `${sign} ${name.padEnd(14)}${says.replaceAll('\n', `\n${indent}`)}`;
  return wayOut === undefined ? first : `${first}\n${indent}→ ${wayOut}`;
}
