import type { ApprovedConfiguration, ConfigurationChange } from '../../domain/configuration-change.ts';

export type ConfigurationRules = {
  /** Whether a person approves each merge, or those of a wave. */
  merge: 'each' | 'wave' | 'none';
  config?: 'once' | 'each' | 'none';
};

/**
 * Who approves a merge without being asked: nobody has to where merges need no approval and no configuration is changed, or where the migration does not ask for
 * that; with `once`, those who approved all of its kinds before. Undefined where a person has to decide.
 */
export function approvedWithoutAsking(
  { merge, config = 'none' }: ConfigurationRules,
  changes: ConfigurationChange[],
  approved: ApprovedConfiguration[],
): string | undefined {
  if (merge !== 'none') return undefined;
  if (changes.length === 0) return 'nobody: approve.merge is none';
  if (config === 'none') return 'nobody: approve.merge and approve.config are none';
  if (config === 'each') return undefined;
  const kinds = [...new Set(changes.map(({ kind }) => kind))];
  const actors = kinds.map((kind) => approved.find((known) => known.kind === kind)?.actor);
  if (actors.includes(undefined)) return undefined;
  return `${[...new Set(actors)].join(', ')}, once for all modules: ${kinds.join(', ')}`;
}
