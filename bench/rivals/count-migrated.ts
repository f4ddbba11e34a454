import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { plainEnvironment } from './rig.ts';

/** How many packages are migrated in a fresh clone of a branch, judged by the rig's verify.sh. */
export async function countMigrated(options: {
  rig: string;
  out: string;
  repository: string;
  branch: string;
  packages: number;
}): Promise<number> {
  const { rig, out, repository, branch, packages } = options;
  const check = join(out, 'check-drover');
  await rm(check, { recursive: true, force: true });
  await execa('git', ['clone', '--quiet', '--branch', branch, '--', repository, check]);
  await cp(join(out, 'base', 'node_modules'), join(check, 'node_modules'), { recursive: true, verbatimSymlinks: true });
  let count = 0;
  for (let number = 1; number <= packages; number += 1) {
    const name = `pkg-${String(number).padStart(3, '0')}`;
    const { exitCode } = await execa(join(rig, 'verify.sh'), [check, name], {
      env: plainEnvironment(),
      extendEnv: false,
      reject: false,
    });
    if (exitCode === 0) count += 1;
  }
  await rm(check, { recursive: true, force: true });
  return count;
}
