import type { CommitId } from '../../domain/ids.ts';
import type { OpenOptions } from '../../ports/checkouts.ts';
import type { Environment } from '../../ports/environments.ts';
import type { CheckoutStore } from './checkout-store.ts';

/** A checkout that is to be made, in a folder of this process. */
export type WantedCheckout = OpenOptions & {
  commit: CommitId;
  environment: Environment;
  owned: string;
  store: CheckoutStore;
};
