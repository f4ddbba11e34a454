import type { Config } from '../../config.ts';
import type { Check } from './check.ts';
import { checkDataFolder } from './check-data-folder.ts';
import { checkModel } from './check-model.ts';
import { checkFlock, checkGit, checkNode } from './check-programs.ts';
import { checkRegistries } from './check-registries.ts';
import { checkSandbox } from './check-sandbox.ts';
import { checkService, type ServiceAddress } from './check-service.ts';
import { checkTemporal } from './check-temporal.ts';
import { checkToolchains } from './check-toolchains.ts';

export type DoctorOptions = {
  config: Config;
  /** The model to ask; undefined: none is asked, and nothing is spent. */
  model: string | undefined;
  service: ServiceAddress | undefined;
  /** Where toolchains are looked for: version managers choose by the folder. */
  folder: string;
};

/** Looks at all that Drover needs, everything at once, and tells each result in a fixed order as soon as it is known. */
export async function runDoctor(options: DoctorOptions, tell: (check: Check) => void): Promise<Check[]> {
  const { config, model, service, folder } = options;
  const env = config.hostEnvironment;
  const running: Promise<Check | Check[]>[] = [
    Promise.resolve(checkNode(process.versions.node)),
    checkGit(env),
    checkFlock(env),
    checkDataFolder(config.dataFolder),
    checkSandbox(config),
    checkRegistries(config),
    checkTemporal(config),
    model === undefined ? Promise.resolve(notAsked) : checkModel(config, model),
    checkService(service),
    checkToolchains({ env, folder }),
  ];
  // Whoever fails is heard of in its turn.
  for (const one of running) one.catch(() => {});
  const checks: Check[] = [];
  for (const one of running) {
    for (const check of [await one].flat()) {
      tell(check);
      checks.push(check);
    }
  }
  return checks;
}

const notAsked: Check = { name: 'model', state: 'info', says: 'not asked (--no-model)' };
