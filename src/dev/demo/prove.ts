import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { simpleGit } from 'simple-git';
import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import type { CommitId } from '../../domain/ids.ts';
import type { Mount, Sandbox } from '../../ports/sandbox.ts';
import { mutantLoop, type MutantOutcome, type MutantPlan } from './mutant-loop.ts';
import { mutants } from './mutants.ts';

export type ProveOptions = {
  sandbox: Sandbox;
  /** The path of the git repository that has both commits. */
  repository: string;
  base: CommitId;
  head: CommitId;
  /** The script that is mutated, for instance 'index.js'; it is the same at both commits. */
  source: string;
  /** The test files that run against each mutant. */
  files: string[];
  /** What setup made, as `Environment.mounts`: the old tests need tape. */
  mounts: Mount[];
  toolchains: string[];
  /** At most so many mutants, spread evenly over the source; 40 when left out. */
  atMost?: number;
  /** How long the tests of one mutant may take, in milliseconds, before it counts as noticed; 5,000 when left out. */
  patienceMs?: number;
  signal: AbortSignal;
};

export type Proof = {
  mutants: number;
  /** Names of the mutants that the old tests noticed. */
  killedBefore: string[];
  /** Names of the mutants that the new tests noticed. */
  killedAfter: string[];
  /** True when both noticed the same ones. */
  same: boolean;
  seconds: number;
};

const Outcome = z.object({
  controlPasses: z.boolean(),
  killed: z.array(z.string()),
}) satisfies z.ZodType<MutantOutcome>;

/**
 * Tries mutants of `source` against the tests of two commits, in the sandbox: tests that were migrated faithfully notice exactly
 * the mutants that the old ones noticed. Throws `Broken` when the tests don't pass on the unchanged source, since nothing would follow then.
 */
export async function proveMutants(options: ProveOptions): Promise<Proof> {
  const start = performance.now();
  const before = await trySide(options, options.base);
  const after = await trySide(options, options.head);
  return {
    mutants: before.tried,
    killedBefore: before.killed,
    killedAfter: after.killed,
    same: before.killed.join('\n') === after.killed.join('\n'),
    seconds: (performance.now() - start) / 1_000,
  };
}

async function trySide(options: ProveOptions, commit: CommitId): Promise<{ tried: number; killed: string[] }> {
  const scratch = await mkdtemp(join(tmpdir(), 'drover-prove-'));
  try {
    const checkout = join(scratch, 'checkout');
    await unpackCommit(options.repository, commit, checkout, scratch);
    const plan = makePlan(options, await readFile(join(checkout, options.source), 'utf8'));
    await mkdir(join(checkout, '.prove'));
    await writeFile(join(checkout, '.prove', 'plan.json'), JSON.stringify(plan));
    await writeFile(join(checkout, '.prove', 'loop.cjs'), mutantLoop);
    return { tried: plan.mutants.length, killed: await runLoop(options, plan, checkout, commit) };
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Through an archive and not a worktree, so that git itself never looks into a folder in which commands of the repository run. */
async function unpackCommit(repository: string, commit: CommitId, folder: string, scratch: string): Promise<void> {
  const archive = join(scratch, 'commit.tar');
  await simpleGit(repository).raw('archive', '--format=tar', `--output=${archive}`, commit);
  await mkdir(folder);
  await execa('tar', ['-xf', archive, '-C', folder]);
}

function makePlan({ source, files, atMost = 40, patienceMs = 5_000 }: ProveOptions, code: string): MutantPlan {
  const all = mutants(code);
  const step = Math.max(1, all.length / atMost);
  const chosen = all.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
  return { source, files, mutants: chosen, lanes: 2, milliseconds: patienceMs };
}

async function runLoop(options: ProveOptions, plan: MutantPlan, checkout: string, commit: CommitId): Promise<string[]> {
  const run = await options.sandbox.run(
    {
      run: 'node .prove/loop.cjs',
      checkout,
      mounts: options.mounts,
      env: {},
      toolchains: options.toolchains,
      network: 'none',
      limits: {
        // Time for every mutant to run out of its own.
        milliseconds: 60_000 + (plan.mutants.length * plan.milliseconds) / plan.lanes,
        memoryBytes: 2 * 1024 ** 3,
        processes: 128,
        outputBytes: 1024 ** 2,
      },
    },
    options.signal,
  );
  const words = new TextDecoder();
  if (run.exitCode !== 0) {
    throw new Failure(
      'Broken',
      `The mutants could not be tried at ${commit} (${run.ended}, exit code ${run.exitCode}): ${words.decode(run.stderr).slice(-500)}`,
    );
  }
  const outcome = Outcome.parse(JSON.parse(words.decode(run.stdout)));
  if (!outcome.controlPasses) {
    throw new Failure(
      'Broken',
      `The tests ${plan.files.join(', ')} do not pass at ${commit} with ${plan.source} unchanged, so mutants prove nothing.`,
    );
  }
  return outcome.killed;
}
