import { onTestFinished } from 'vitest';
import { execa } from 'execa';
import { folderCheckouts } from '../../../src/adapters/checkouts/folder-checkouts.ts';
import type { Checkout } from '../../../src/ports/checkouts.ts';
import { repositoryInStore } from '../../support/repository-in-store.ts';
import type { FileSpec } from '../../support/repository-in-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

type Options = { made?: string[]; mayChange?: (path: string) => boolean };

/** Opens a checkout of a commit of these files; it is disposed of with the test. */
export async function openCheckout(files: Record<string, FileSpec>, options: Options = {}): Promise<Checkout> {
  const { store, base } = await repositoryInStore(files);
  const environment = { key: 'none', made: options.made ?? [], mounts: [], home: '/nowhere' };
  const checkout = await folderCheckouts({ folder: await temporaryFolder(), store }).open(base, environment);
  onTestFinished(() => checkout.dispose());
  return checkout;
}

/** Runs a shell script in a checkout of these files, as a hostile or careless command would, and says what was captured. */
export async function captureAfter(files: Record<string, FileSpec>, script: string, options: Options = {}) {
  const checkout = await openCheckout(files, options);
  await execa('sh', ['-euc', script], { cwd: checkout.folder });
  return readable(await checkout.capture(options.mayChange ?? (() => true)));
}

/** A capture with its contents as text, to compare with. */
export function readable({ changes, leftOut }: Awaited<ReturnType<Checkout['capture']>>) {
  const lines = changes.map((change) => {
    return change.kind === 'delete'
      ? `delete ${change.path}`
      : `write ${change.path} ${change.mode} ${Buffer.from(change.content).toString()}`;
  });
  return { changes: lines, leftOut: Object.fromEntries(leftOut.map(({ path, reason }) => [path, reason])) };
}
