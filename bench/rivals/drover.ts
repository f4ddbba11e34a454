import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { countMigrated } from './count-migrated.ts';
import { deliveryBranch } from './migration-file.ts';
import { startModelServer, type ModelServer } from './model-server.ts';
import { readOptions, type RivalsOptions } from './read-options.ts';
import { copyRig, type Rig } from './rig.ts';
import { runDrover } from './run-drover.ts';
import { whereItGoes } from './where-it-goes.ts';

/** This file is run from the build, `dist/bench/rivals/drover.js`. */
const dist = fileURLToPath(new URL('../..', import.meta.url));

/** Adds Drover's row to a comparison of the rig of coding-agent harnesses, after those of its peers in the same run. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env, join(dist, '..'));
  const { out, peers, packages, jobs, latency, port } = options;
  await mkdir(out, { recursive: true });
  const rig = await copyRig(options.rig, join(out, 'rig'));
  console.error(`rivals: everything goes to ${out}`);
  for (const peer of peers) await rig.install(peer);
  if (peers.length > 0) await rig.runPeers({ peers, packages, jobs, latency, port, out });

  const model = await startModelServer({ rig: rig.folder, port, latency, out });
  try {
    if (options.where) {
      const table = await whereItGoes({ ...options, rig: rig.folder, dist, modelUrl: (label) => model.baseUrl(label) });
      await writeFile(join(out, 'where-it-goes.md'), table);
      console.log(table);
    } else {
      await addRow(rig, options, model);
    }
  } finally {
    await model.stop();
  }
}

async function addRow(rig: Rig, { out, packages, jobs }: RivalsOptions, model: ModelServer): Promise<void> {
  const label = 'drover-whole';
  const { measure, repository, report } = await runDrover({
    rig: rig.folder,
    out,
    label,
    packages,
    jobs,
    modelUrl: model.baseUrl(label),
    dist,
  });
  const ok =
    report.branch === null
      ? 0
      : await countMigrated({ rig: rig.folder, out, repository, branch: deliveryBranch, packages });
  const row = { peer: 'drover', mode: 'whole', n: packages, ok, ...measure, model: await model.stats(label) };
  await appendFile(join(out, 'results.jsonl'), `${JSON.stringify(row)}\n`);
  const { stdout } = await execa(process.execPath, [join(rig.folder, 'report.mjs'), out]);
  await writeFile(join(out, 'table.md'), `${stdout}\n`);
  console.log(stdout);
  if (ok < packages)
    throw new Error(
      `Only ${ok} of ${packages} packages are migrated on the delivered branch: see ${join(out, label)}.`,
    );
}

main().catch((error: unknown) => {
  console.error(`rivals: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
