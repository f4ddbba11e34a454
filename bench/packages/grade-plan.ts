import type { MigrationReport } from '../../src/domain/migration-report.ts';
import type { Written } from '../../src/dev/init/write-migration-file.ts';
import type { Outcome } from './row.ts';

/** What a run of Drover left: its exit code is undefined when it had to be stopped. */
export type Said = { exitCode?: number | undefined; timedOut: boolean; stdout: string; stderr: string };

export type Graded = {
  outcome: Outcome;
  title: string;
  modules: number;
  green: number;
  tests: number;
  failing: number;
  reasons: string[];
};

const mostReasons = 5;
const nothing = { modules: 0, green: 0, tests: 0, failing: 0 };

/** Says how a package fared, from what `drover init` and `drover plan` said in JSON. */
export function gradePlan(init: Said, plan: Said | undefined): Graded {
  if (init.exitCode !== 0 || plan === undefined)
    return { ...nothing, outcome: 'refused', title: '-', reasons: [lastWords(init)] };
  const { title, questions } = JSON.parse(init.stdout) as Written;
  if (plan.timedOut) return { ...nothing, outcome: 'took too long', title, reasons: [lastWords(plan)] };
  const report = readReport(plan.stdout);
  if (report === undefined) {
    const outcome = /^drover: The setup command\b/m.test(plan.stderr) ? 'setup failed' : 'refused';
    return { ...nothing, outcome, title, reasons: [lastWords(plan)] };
  }
  const { modules } = report;
  const good = modules.filter(({ state, baseline }) => state === 'planned' && baseline?.failing === 0);
  const counts = {
    modules: modules.length,
    green: good.length,
    tests: sum(modules.map(({ baseline }) => baseline?.tests ?? 0)),
    failing: sum(modules.map(({ baseline }) => baseline?.failing ?? 0)),
  };
  if (good.length === modules.length && good.length > 0) return { ...counts, outcome: 'green', title, reasons: [] };
  const bad = modules.filter((module) => !good.includes(module));
  const reasons = bad.map(({ path, reason, baseline }) => reason ?? `${path}: ${baseline?.failing} failing`);
  const asked = questions.some((question) => /^No test (files|command|classes)/.test(question));
  const outcome = asked
    ? 'no tests found'
    : good.length > 0
      ? 'partly green'
      : isSetup(reasons)
        ? 'setup failed'
        : 'red';
  return { ...counts, outcome, title, reasons: [...new Set(reasons)].slice(0, mostReasons) };
}

function isSetup(reasons: string[]): boolean {
  return reasons.length > 0 && reasons.every((reason) => /^(the )?setup\b/i.test(reason));
}

function readReport(stdout: string): MigrationReport | undefined {
  try {
    return JSON.parse(stdout) as MigrationReport;
  } catch {
    return undefined;
  }
}

function lastWords({ stderr, stdout }: Said): string {
  return (stderr.trim() || stdout.trim()).slice(-1_500);
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
