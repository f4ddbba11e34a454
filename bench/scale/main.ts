import { cpus, loadavg, release } from 'node:os';
import { parseArgs } from 'node:util';
import { measurePlan } from './measure-plan.ts';
import { runBare } from './run-bare.ts';
import { runSweep } from './run-sweep.ts';

const { values: options } = parseArgs({
  options: {
    modules: { type: 'string', default: '10000' },
    concurrency: { type: 'string', default: '8' },
    json: { type: 'boolean', default: false },
  },
});
const modules = Number(options.modules);
const concurrency = Number(options.concurrency);
const say = (text: string) => (options.json ? console.error(text) : console.log(text));
const round = (value: number | undefined) => (value === undefined ? null : Math.round(value * 1000) / 1000);

const load = loadavg()[0]?.toFixed(1);
const plan = await measurePlan(2_000);
say(
  `A plan of 50,000 files and ${plan.modules} modules: ${plan.seconds.toFixed(1)} s, ${plan.megabytes.toFixed(0)} MB.`,
);
const sweep = await runSweep(modules, concurrency, [1_000, 10_000]);
say(
  `Drover: ${modules} modules at ${sweep.modulesPerSecond.toFixed(2)} a second, ${sweep.activitiesPerModule.toFixed(1)} activities each; ` +
    `the longest history has ${sweep.maxHistoryEvents} events.`,
);
const bare = await runBare({ children: modules, activities: Math.round(sweep.activitiesPerModule), concurrency });
say(`Temporal alone: ${bare.toFixed(2)} children a second, of as many activities that do nothing.`);
say(
  `${cpus().length} processors, Linux ${release()}, Node ${process.versions.node}, load ${load} to ${loadavg()[0]?.toFixed(1)}.`,
);
console.log(
  JSON.stringify({
    modules,
    modulesPerSecond: round(sweep.modulesPerSecond),
    shareOfBareTemporal: round(sweep.modulesPerSecond / bare),
    parentMemoryMb: { at1000: round(sweep.memory.get(1_000)), at10000: round(sweep.memory.get(10_000)) },
    maxHistoryEvents: sweep.maxHistoryEvents,
    planSeconds: round(plan.seconds),
    planMemoryMb: round(plan.megabytes),
  }),
);
