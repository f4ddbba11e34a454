import type { ProgressView } from '../../domain/progress-view.ts';

const shown = 50;

/** A migration's state as Markdown, for the Temporal UI. */
export function describeMigration(name: string, view: ProgressView): string {
  const count = (state: string) => view.finished.filter((module) => module.state === state).length;
  const others = view.finished.length - count('merged') - count('unchanged');
  const lines = [
    `## ${name}: ${view.phase}`,
    '',
    '| modules | planned | running | waiting for a person | merged | unchanged | not merged |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    `| ${view.total} | ${view.planned} | ${view.running.length - view.awaiting.length} | ${view.awaiting.length} | ${count('merged')} | ${count('unchanged')} | ${others} |`,
  ];
  if (view.awaiting.length > 0) {
    lines.push(
      '',
      "**Waiting for a person.** Open the module's workflow (under Relationships, too): its details say how to approve.",
      '',
    );
    lines.push(...view.awaiting.slice(0, shown).map((module) => `- \`${module.path}\`: \`${module.workflowId}\``));
    if (view.awaiting.length > shown) lines.push(`- and ${view.awaiting.length - shown} more`);
  }
  const unresolved = view.finished.filter((module) => module.state !== 'merged' && module.state !== 'unchanged');
  if (unresolved.length > 0) {
    lines.push('', '**Not merged:**', '');
    lines.push(
      ...unresolved.slice(0, shown).map((module) => `- \`${module.path}\`: ${module.state}: ${module.reason ?? ''}`),
    );
  }
  const working = view.running.filter(({ key }) => view.awaiting.every((module) => module.key !== key));
  if (working.length > 0) {
    lines.push('', 'At work:', '', ...working.slice(0, shown).map((module) => `- \`${module.path}\``));
  }
  return lines.join('\n');
}
