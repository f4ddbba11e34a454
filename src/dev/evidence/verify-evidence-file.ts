import { mkdir, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { makeOwnedFolder, sweepOwnedFolders } from '../../adapters/owned-folder.ts';
import { removeTree } from '../../adapters/remove-tree.ts';
import type { Config } from '../../config.ts';
import { isLocalRepository } from '../../core/migration-file/is-local-repository.ts';
import { redact } from '../../core/migration-file/redact.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { Failure } from '../../domain/failure.ts';
import { createPorts } from '../../worker/create-ports.ts';
import { checkBundle } from './check-bundle.ts';
import { checkModule } from './check-module.ts';
import type { EvidenceCheck } from './check.ts';
import { chooseSettings, type GivenSettings } from './choose-settings.ts';
import { commandLines } from './command-lines.ts';
import { checkedMigration } from './plan-of-evidence.ts';
import { readEvidenceFile } from './read-evidence-file.ts';

export type VerifyingOptions = {
  file: string;
  repository: string | undefined;
  /** Of a bundle: this module alone, by its path. */
  module: string | undefined;
  given: Pick<GivenSettings, 'env' | 'toolchains' | 'acceptUnsafe'>;
  config: Config;
  signal: AbortSignal;
  /** Told each check as soon as it is made, and what is about to be run. */
  tell: (check: EvidenceCheck) => void;
  announce: (line: string) => void;
};

/**
 * Checks an evidence file: its digests, the commits that it speaks of, and, by running them again in this machine's sandbox, what its
 * commands said. It joins what a worker has, in a data folder of its own that is thrown away: nothing that was made before is relied on.
 */
export async function verifyEvidenceFile(options: VerifyingOptions): Promise<EvidenceCheck[]> {
  const checks: EvidenceCheck[] = [];
  const tell = (check: EvidenceCheck): void => {
    checks.push(check);
    options.tell(check);
  };
  const modules = chooseModule(await readModules(options, tell), options.module);
  const [first] = modules;
  if (first === undefined) return checks;
  const { config, given } = options;
  const settings = modules.map((evidence) =>
    chooseSettings(evidence, { ...given, allowed: config.api.toolchains, ownEnv: config.hostEnvironment }),
  );
  const above = join(config.dataFolder, 'evidence');
  await mkdir(above, { recursive: true });
  await sweepOwnedFolders(above);
  const folder = await realpath(await makeOwnedFolder(above));
  try {
    const { ports } = await createPorts({ ...config, dataFolder: folder });
    for (const line of commandLines(modules, ports.sandbox.name)) options.announce(line);
    await ports.store.fetchBranches(checkedMigration, addressOf(options.repository, first), options.signal);
    const history = await ports.store.history();
    for (const [index, evidence] of modules.entries()) {
      const own = settings[index];
      if (own) await checkModule({ ports, evidence, history, settings: own, signal: options.signal }, tell);
    }
    return checks;
  } finally {
    await removeTree(folder);
  }
}

async function readModules({ file }: VerifyingOptions, tell: (check: EvidenceCheck) => void): Promise<Evidence[]> {
  const read = await readEvidenceFile(file);
  if (read.kind === 'module') return [read.evidence];
  const modules = checkBundle(read.bundle, tell);
  if (modules.length === 0)
    tell({
      state: 'unknown',
      about: read.bundle.id,
      says: 'no module landed with a verification that could be run again',
    });
  return modules;
}

function chooseModule(modules: Evidence[], path: string | undefined): Evidence[] {
  if (path === undefined || modules.length === 0) return modules;
  const found = modules.filter((evidence) => evidence.path === path || evidence.module === path);
  if (found.length > 0) return found;
  throw new Failure(
    'InputRefused',
    `--module is '${path}', and no module of this name landed: leave it out to check all.`,
  );
}

/** A folder that is given on the command line is meant from where the reader stands. */
function addressOf(given: string | undefined, { repository }: Evidence): string {
  if (given !== undefined) return isLocalRepository(given) && !given.startsWith('file:') ? resolve(given) : given;
  // What was taken out of it can't be put back; git has its own ways to log in.
  return redact(repository.url).replace('://***@', '://');
}
