import type { Proposal } from './proposal.ts';

/**
 * Where packages come from a registry of this machine's own, Drover's egress proxy knows it only once the operator has named it: until then, setup
 * needs the open network.
 */
export function reachElsewhere(proposal: Proposal, settings: Record<string, string>): Proposal {
  const { setup } = proposal;
  if (typeof setup === 'string' || setup.value.network !== 'registries' || Object.keys(settings).length === 0)
    return proposal;
  const why = `Packages come from another registry here (${Object.keys(settings).join(', ')}): with its host in the worker's DROVER_REGISTRIES, write network: registries.`;
  return { ...proposal, setup: { value: { ...setup.value, network: 'open' }, why: [...setup.why, why] } };
}
