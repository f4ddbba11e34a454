import type { AssertionCount } from '../../domain/evidence.ts';
import type { Finding } from '../../domain/finding.ts';

type Change = { path: string; before: AssertionCount | undefined; after: AssertionCount | undefined };

/**
 * Compares how many assertion calls a module's files have. Sums decide, so that assertions may move between the module's files; then
 * each file that lost some is named. Assertions that can't fail may not become more: they pass without testing anything; nor may focused tests.
 */
export function compareAssertions(before: AssertionCount[], after: AssertionCount[]): Finding[] {
  const [countsBefore, countsAfter] = [before, after].map(
    (counts) => new Map(counts.map((count) => [count.path, count])),
  );
  const paths = [...new Set([...before, ...after].map(({ path }) => path))];
  const changes = paths.map((path): Change => ({
    path,
    before: countsBefore?.get(path),
    after: countsAfter?.get(path),
  }));
  return [...fewer(changes), ...constant(changes), ...focused(changes)];
}

function fewer(changes: Change[]): Finding[] {
  const { before, after } = sums(changes, 'total');
  if (after >= before) return [];
  return changes
    .filter((change) => figure(change.after, 'total') < figure(change.before, 'total'))
    .map((change) => {
      const missing = change.after === undefined ? ' (the file is gone, or its syntax is broken)' : '';
      const detail = `${calls(figure(change.before, 'total'))} before, ${figure(change.after, 'total')} after in ${change.path}${missing}; in the whole module ${before} before, ${after} after.`;
      return { kind: 'fewer-assertions', rejects: true, subject: change.path, detail };
    });
}

function constant(changes: Change[]): Finding[] {
  const { before, after } = sums(changes, 'constant');
  if (after <= before) return [];
  return changes
    .filter((change) => figure(change.after, 'constant') > figure(change.before, 'constant'))
    .map((change) => {
      const detail = `${calls(figure(change.before, 'constant'))} that can't fail before, ${figure(change.after, 'constant')} after in ${change.path}: they compare constants or a value with itself, are never reached, or what they throw is caught and forgotten. Assert on what the tested code gives.`;
      return { kind: 'constant-assertion', rejects: true, subject: change.path, detail };
    });
}

function focused(changes: Change[]): Finding[] {
  const { before, after } = sums(changes, 'focused');
  if (after <= before) return [];
  return changes
    .filter((change) => figure(change.after, 'focused') > figure(change.before, 'focused'))
    .map((change) => {
      const detail = `${change.path} has ${figure(change.after, 'focused')} focused test${figure(change.after, 'focused') === 1 ? '' : 's'} (.only, fit, fdescribe) and had ${figure(change.before, 'focused')} before: they keep the others of the file from running. Take the focus away.`;
      return { kind: 'focused-test', rejects: true, subject: change.path, detail };
    });
}

type Field = 'total' | 'constant' | 'focused';

function figure(count: AssertionCount | undefined, field: Field): number {
  return count?.[field] ?? 0;
}

function sums(changes: Change[], field: Field): { before: number; after: number } {
  const sum = (side: 'before' | 'after'): number =>
    changes.reduce((total, change) => total + figure(change[side], field), 0);
  return { before: sum('before'), after: sum('after') };
}

function calls(count: number): string {
  return `${count} assertion call${count === 1 ? '' : 's'}`;
}
