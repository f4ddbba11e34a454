import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { removeTree } from '../../src/adapters/remove-tree.ts';
import { makePackages } from './make-packages.ts';

export type PlanCosts = { modules: number; seconds: number; megabytes: number };

/** Plans a monorepo of so many packages with 25 files each, in a process of its own: from the fetch to the stored plan, without running any test. */
export async function measurePlan(packages: number): Promise<PlanCosts> {
  const folder = await mkdtemp(join(tmpdir(), 'drover-bench-'));
  try {
    const repository = join(folder, 'repository');
    await makePackages(repository, packages);
    const main = fileURLToPath(new URL('plan-main.js', import.meta.url));
    const { stdout } = await execa(process.execPath, [main, repository, join(folder, 'data')], { stdin: 'ignore' });
    const costs = JSON.parse(stdout.split('\n').at(-1) ?? '') as PlanCosts;
    if (costs.modules !== packages) throw new Error(`${costs.modules} of ${packages} packages were planned.`);
    return costs;
  } finally {
    await removeTree(folder);
  }
}
