import { findToolchain, type FindToolchainOptions } from '../toolchains/find-toolchain.ts';
import type { ToolchainName } from '../toolchains/toolchain.ts';
import type { Check } from './check.ts';

const names: ToolchainName[] = ['node', 'python', 'go', 'java', 'rust'];

/** The toolchains that are in use in a folder, with what `environment.path` has to say for them. None is needed by Drover itself. */
export async function checkToolchains(options: FindToolchainOptions): Promise<Check[]> {
  const found = await Promise.all(names.map((name) => findToolchain(name, options)));
  const missing = names.filter((_, index) => found[index] === undefined);
  const checks = found
    .filter((toolchain) => toolchain !== undefined)
    .map(({ name, version, folder, needsPath }): Check => ({
      name,
      state: 'ok',
      says: needsPath
        ? `${version}; in a migration file: environment: { path: [${folder}] }`
        : `${version} in ${folder}, which commands find by themselves`,
    }));
  if (missing.length === 0) return checks;
  const says = `not found: ${missing.join(', ')}; needed only for repositories in these languages`;
  return [...checks, { name: 'toolchains', state: 'info', says }];
}
