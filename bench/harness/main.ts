import { cpus, loadavg, release } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measureTurns } from './measure-turns.ts';
import { percentile } from './percentile.ts';
import { runCodex } from './run-codex.ts';
import { runDemoMigration } from './run-demo-migration.ts';
import { runWorkspace } from './run-workspace.ts';
import type { HarnessUsage } from './count-usage.ts';

const { values: options } = parseArgs({
  options: {
    packages: { type: 'string', default: '40' },
    turns: { type: 'string', default: '60' },
    codex: { type: 'string', default: '.drover/codex' },
    'without-codex': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const packages = Number(options.packages);
const turns = Number(options.turns);
const say = (text: string) => (options.json ? console.error(text) : console.log(text));

const load = loadavg()[0]?.toFixed(1);
const one = await measureTurns(1, turns);
say(
  `one module, ${turns} turns: ${one.cpuMsPerTurn.toFixed(0)} ms of processor time a turn, overhead ${spread(one.overheadMs)}`,
);
const eight = await measureTurns(8, turns);
say(
  `eight modules, ${turns} turns each: ${eight.cpuMsPerTurn.toFixed(0)} ms of processor time a turn, overhead ${spread(eight.overheadMs)}`,
);
const demo = await runDemoMigration();
say(line('demo', demo));
const workspace = await runWorkspace(packages, 8);
say(line(`${packages} packages`, workspace));
say(
  `worker killed on the way: ${workspace.inFlightAtKill} requests under way, ${workspace.repeatedRecordedCalls} sent again though recorded`,
);
const codex = options['without-codex'] ? undefined : await runCodex(resolve(options.codex), packages);
if (codex !== undefined) say(line(`${codex.version}, ${codex.done} of ${packages} done`, codex));
say(
  `${cpus().length} processors, Linux ${release()}, Node ${process.versions.node}, load ${load} to ${loadavg()[0]?.toFixed(1)}.`,
);
const round = (value: number) => Math.round(value * 1000) / 1000;
console.log(
  JSON.stringify({
    cpuMsPerTurn: round(one.cpuMsPerTurn),
    overheadMsP50: percentile(one.overheadMs, 0.5),
    overheadMsP95: percentile(one.overheadMs, 0.95),
    overheadMsP50AtEight: percentile(eight.overheadMs, 0.5),
    cpuMsPerTurnAtEight: round(eight.cpuMsPerTurn),
    bytesPerModule: round(workspace.bytes),
    codexBytesPerModule: codex === undefined ? null : round(codex.bytes),
    cachedShare: round(workspace.cachedShare),
    repeatedRecordedCalls: workspace.repeatedRecordedCalls,
  }),
);

function spread(overheads: number[]): string {
  return `${percentile(overheads, 0.5)} ms in the median, ${percentile(overheads, 0.95)} ms at p95`;
}

function line(name: string, usage: HarnessUsage): string {
  const { calls, bytes, inputTokens, cachedTokens, cachedShare } = usage;
  return (
    `${name}, a module: ${calls.toFixed(1)} calls, ${(bytes / 1000).toFixed(1)} kB sent, ${inputTokens.toFixed(0)} tokens in, ` +
    `${cachedTokens.toFixed(0)} of them cached (${(cachedShare * 100).toFixed(0)}% from the second call on)`
  );
}
