import { quantities, type Amount, type Lease } from './lease.ts';

/** How much of a lease is used, in whole tenths, by the quantity that is nearest to its limit; 0 where nothing is limited. */
export function usedTenths(lease: Lease, used: Amount): number {
  const shares = quantities.map((quantity) => {
    const limit = lease[quantity];
    return limit === undefined || limit === 0 ? 0 : used[quantity] / limit;
  });
  return Math.floor(10 * Math.max(...shares));
}
