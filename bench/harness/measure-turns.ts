import type { z } from 'zod';
import type { MigrationFile } from '../../src/domain/migration-file.ts';
import type { RehearsalCall } from '../../src/dev/rehearsal/rehearsal-call.ts';
import { makeWorkspace } from './make-workspace.ts';
import { packageFolder } from './package-files.ts';
import { processorTime } from './processor-time.ts';
import { turningBrain } from './turning-brain.ts';
import { withBenchStack } from './with-bench-stack.ts';
import { join } from 'node:path';

/** What a turn costs beside the model and its commands: from a reply's last byte to the next request, in milliseconds, and the processor time of all of Drover. */
export type TurnCosts = { overheadMs: number[]; cpuMsPerTurn: number };

/** The first turns are left out: the worker compiles its code then. */
const warmUp = 10;

/** Lets so many modules at once take turns whose command does nothing, and measures what is left. */
export function measureTurns(modules: number, turns: number): Promise<TurnCosts> {
  const samples: { turn: number; ms: number }[] = [];
  let seen = 0;
  const brain = turningBrain(turns, () => {
    seen += 1;
    if (seen === warmUp * modules || seen === turns * modules) samples.push({ turn: seen, ms: processorTime() });
  });
  return withBenchStack({ brain }, async ({ folder, migrate, rehearsal }) => {
    const repository = join(folder, 'repository');
    await makeWorkspace(repository, modules);
    await migrate('turns', turnsFile(repository, modules, turns));
    const [first, last] = samples;
    if (first === undefined || last === undefined) throw new Error(`Only ${seen} turns were taken.`);
    return {
      overheadMs: gaps(rehearsal.calls()),
      cpuMsPerTurn: (last.ms - first.ms) / (last.turn - first.turn),
    };
  });
}

function gaps(calls: RehearsalCall[]): number[] {
  const ofModule = new Map<string, RehearsalCall[]>();
  for (const call of calls) ofModule.set(call.module ?? '', [...(ofModule.get(call.module ?? '') ?? []), call]);
  return [...ofModule.values()].flatMap((own) =>
    own.slice(warmUp).map((call, index) => call.at - (own[index + warmUp - 1]?.answeredAt ?? call.at)),
  );
}

function turnsFile(repository: string, modules: number, turns: number): z.input<typeof MigrationFile> {
  return {
    drover: 1,
    name: 'turns',
    repository: { url: repository, ref: 'main' },
    goal: 'Nothing.',
    modules: { by: 'folders', include: [packageFolder(0).replace(/\d+$/, '*')] },
    verify: [{ run: 'true', report: 'exit-code' }],
    tests: { match: 'any' },
    // The first attempt changes nothing; a second one says so, and the module ends as unchanged.
    budget: { attempts: 2, turns: turns + 1 },
    concurrency: modules,
    approve: { merge: 'none' },
    deliver: { to: 'branch', branch: 'drover/turns' },
  };
}
