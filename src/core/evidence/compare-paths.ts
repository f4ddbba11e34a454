import type { ConfigurationChange } from '../../domain/configuration-change.ts';
import type { Finding } from '../../domain/finding.ts';
import type { ModulePlan } from '../../domain/module-plan.ts';

/** What a change touches beside what the module may change anyhow. */
export type TouchedPaths = {
  /** Paths that the module may not change. */
  changedOutside: string[];
  /** Configuration that no pattern names, and why that refuses it. */
  unnamed?: { path: string; why: string }[];
  /** Configuration that a pattern names, with its kind: a person decides. */
  configuration?: ConfigurationChange[];
};

/** The findings on files that a module may not change, or only with a person's leave. */
export function comparePaths(module: ModulePlan, touched: TouchedPaths): Finding[] {
  const { changedOutside, unnamed = [], configuration = [] } = touched;
  const may = module.mayChange.join(', ');
  return [
    ...changedOutside.map((path) => protectedPath(path, `this module may only change: ${may}. Take the change back`)),
    ...unnamed.map(({ path, why }) => protectedPath(path, `${why}. Take the change back`)),
    ...configuration.map(({ path, kind }): Finding => {
      const detail = `${path} was changed, which configures how tests are built and run (${kind}): a person decides whether the tests still prove the same.`;
      return { kind: 'config-change', rejects: false, subject: path, detail };
    }),
  ];
}

function protectedPath(path: string, why: string): Finding {
  return { kind: 'protected-path', rejects: true, subject: path, detail: `${path} was changed, but ${why}.` };
}
