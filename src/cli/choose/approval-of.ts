import type { Deciding } from '../http/drover-api.ts';
import type { Approvable } from './choose-approvals.ts';

/** The request that approves what waits, exactly as it was looked at. */
export function approvalOf(
  { what, module = '', head = '', evidence = '', plan = '', wave = '' }: Omit<Approvable, 'note'>,
  by: { actor?: string; reason?: string },
): Deciding {
  if (what === 'plan') return { path: 'plan/approve', body: { ...by, plan } };
  if (what === 'wave') return { path: 'wave/approve', body: { ...by, wave } };
  return { path: 'approve', module, body: { ...by, head, evidence } };
}
