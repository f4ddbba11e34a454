import type { ApprovedConfiguration } from '../../domain/configuration-change.ts';

/** The kinds known so far and those of a message that are new; the message may come from anybody, so that all else in it is left out. */
export function addApproved(known: ApprovedConfiguration[], message: unknown): ApprovedConfiguration[] {
  const added = Array.isArray(message) ? message.filter(isApproved) : [];
  const kinds = new Set(known.map(({ kind }) => kind));
  return [...known, ...added.filter(({ kind }) => kinds.size < kinds.add(kind).size)];
}

function isApproved(value: unknown): value is ApprovedConfiguration {
  if (typeof value !== 'object' || value === null) return false;
  return 'kind' in value && typeof value.kind === 'string' && 'actor' in value && typeof value.actor === 'string';
}
