import type { Store } from '../../ports/store.ts';

/** What checkouts need of the store. */
export type CheckoutStore = Pick<Store, 'changedPaths' | 'checkOut' | 'list' | 'read' | 'switchTree' | 'tree'>;
