import { mkdtemp } from 'node:fs/promises';
import { cpus, loadavg, release, tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeTree } from '../../src/adapters/remove-tree.ts';
import { describeStarts } from './describe-starts.ts';
import { measureStarts } from './measure-starts.ts';

const [files = 50_000, rounds = 20, coldRounds = 5] = process.argv.slice(2).map(Number);
const folder = await mkdtemp(join(tmpdir(), 'drover-bench-'));
try {
  const before = loadavg()[0]?.toFixed(1);
  console.log(describeStarts(await measureStarts(folder, files, rounds, coldRounds), files));
  const load = `load ${before} to ${loadavg()[0]?.toFixed(1)}`;
  console.log(`\n${cpus().length} processors, Linux ${release()}, Node ${process.versions.node}, ${load}.`);
} finally {
  await removeTree(folder);
}
