import { z } from 'zod';
import { wholeMigration } from '../src/core/plan/whole-migration.ts';
import { Failure } from '../src/domain/failure.ts';
import type { BlobRef, MigrationId } from '../src/domain/ids.ts';
import type { MigrationFile } from '../src/domain/migration-file.ts';
import { fieldName } from '../src/domain/migration-file/field-name.ts';
import { ListedModule } from '../src/domain/migration-file/listed-module.ts';
import type { Plan } from '../src/domain/plan.ts';
import type { Ports } from './ports.ts';
import { explainCommand } from './support/explain-command.ts';
import { runInCheckout } from './support/run-in-checkout.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

export type ListModulesInput = { v: 1; migration: MigrationId; file: MigrationFile };

const timeout = 600_000;
const shownFaults = 10;

/** Runs the migration's own command that says which modules there are, at the base commit, and stores what it printed. Throws `InputRefused` for what is no list of modules. */
export function listModules(ports: Pick<Ports, 'blobs' | 'checkouts' | 'environments' | 'sandbox' | 'store'>) {
  return ({ migration, file }: ListModulesInput): Promise<{ listed: BlobRef; modules: number }> =>
    withHeartbeat(async (signal) => {
      const { url, ref } = file.repository;
      const { base } = await ports.store.fetchBase(migration, url, ref, signal);
      const plan: Plan = { v: 1, migration, file, base, modules: [], warnings: [] };
      const run = file.modules.command ?? '';
      const work = { plan, module: wholeMigration(plan), commit: base, base, use: 'judge' as const };
      const result = await runInCheckout(ports, work, signal, (command) => command({ run, network: 'none', timeout }));
      if (result.ended !== 'exited' || result.exitCode !== 0)
        throw new Failure('InputRefused', `modules.command: ${explainCommand(run, result)}`);
      const modules = parse(Buffer.from(result.stdout).toString());
      return { listed: await ports.blobs.put(JSON.stringify(modules)), modules: modules.length };
    });
}

function parse(text: string): ListedModule[] {
  const shape = 'print a list like [{ "path": "lib", "paths": ["lib/**"] }]';
  let printed: unknown;
  try {
    printed = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure('InputRefused', `modules.command: it printed no JSON (${why}); ${shape}`);
  }
  const parsed = z.array(ListedModule).safeParse(printed);
  if (parsed.success && parsed.data.length === 0)
    throw new Failure('InputRefused', `modules.command: it printed no module; ${shape}`);
  if (parsed.success) return withKnownNames(parsed.data);
  const faults = parsed.error.issues.slice(0, shownFaults).map(({ path, message }) => `${fieldName(path)}: ${message}`);
  throw new Failure(
    'InputRefused',
    `modules.command: what it printed is no list of modules; ${shape}\n${faults.join('\n')}`,
  );
}

/** As in a list of the migration file, what a module waits for has to be there. */
function withKnownNames(modules: ListedModule[]): ListedModule[] {
  const paths = new Set(modules.map(({ path }) => path));
  for (const { path, dependsOn = [] } of modules) {
    const unknown = dependsOn.find((name) => !paths.has(name) || name === path);
    if (unknown !== undefined)
      throw new Failure(
        'InputRefused',
        `modules.command: ${JSON.stringify(path)} depends on ${JSON.stringify(unknown)}, which is ${unknown === path ? 'itself' : 'no module of the list'}`,
      );
  }
  return modules;
}
