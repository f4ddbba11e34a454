import type { z } from 'zod';
import { nodeToolchain } from '../../src/dev/demo/node-toolchain.ts';
import type { MigrationFile } from '../../src/domain/migration-file.ts';
import { goal } from '../harness/scripted-brain.ts';

export type CompatOptions = {
  repository: string;
  model: string;
  /** Tokens. */ context: number;
  output: number;
  check: boolean;
};

/** A small migration of two packages, with few and short tries: whether a server can be worked with shows in the first ones. */
export function compatFile({
  repository,
  model,
  context,
  output,
  check,
}: CompatOptions): z.input<typeof MigrationFile> {
  const runTests = 'cd "$MODULE" && node --test --test-reporter=junit';
  return {
    drover: 1,
    name: 'compat',
    repository: { url: repository, ref: 'main' },
    goal,
    environment: { path: nodeToolchain() },
    modules: { by: 'workspaces' },
    verify: [
      { name: 'test', before: runTests, run: `! grep -rqE 'require\\(' "$MODULE" && ${runTests}`, report: 'junit' },
    ],
    model: { name: model, effort: 'low', check, catalog: { [model]: { contextWindow: context, outputLimit: output } } },
    budget: { attempts: 2, turns: 4 },
    concurrency: 1,
    approve: { merge: 'none', config: 'none' },
    deliver: { to: 'branch', branch: 'drover/compat' },
  };
}
