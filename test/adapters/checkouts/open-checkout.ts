import { dirname } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { execa } from 'execa';
import { folderCheckouts } from '../../../src/adapters/checkouts/folder-checkouts.ts';
import type { Checkout } from '../../../src/ports/checkouts.ts';
import { repositoryInStore } from '../../support/repository-in-store.ts';
import type { FileSpec } from '../../support/repository-in-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { overlaysForTest } from '../overlay/overlays-for-test.ts';
import { realBubblewrap, roomyLimits } from '../sandbox/sandbox-for-test.ts';

type Options = { made?: string[]; mayChange?: (path: string) => boolean };

/** Opens a checkout of a commit of these files, as a tree of its own; it is disposed of with the test. */
export async function openCheckout(files: Record<string, FileSpec>, options: Options = {}): Promise<Checkout> {
  const { store, base } = await repositoryInStore(files);
  const environment = { key: 'none', made: options.made ?? [], mounts: [], layer: undefined, home: '/nowhere' };
  const checkout = await folderCheckouts({ folder: await temporaryFolder(), store }).open(base, environment);
  onTestFinished(() => checkout.dispose());
  return checkout;
}

/**
 * Runs a shell script in a checkout of these files, as a hostile or careless command would, and says what was captured: the same whether the
 * checkout is a tree of its own or an overlay.
 */
export async function captureAfter(files: Record<string, FileSpec>, script: string, options: Options = {}) {
  const mayChange = options.mayChange ?? (() => true);
  const checkout = await openCheckout(files, options);
  await execa('sh', ['-euc', script], { cwd: checkout.folder });
  const captured = readable(await checkout.capture(mayChange));
  expect(await captureAbove(files, script, { made: options.made ?? [], mayChange })).toEqual(captured);
  return captured;
}

async function captureAbove(files: Record<string, FileSpec>, script: string, { made, mayChange }: Required<Options>) {
  const { store, base } = await repositoryInStore(files);
  const [overlays, folder, home] = [await overlaysForTest(), await temporaryFolder(), await temporaryFolder()];
  const environment = { key: 'none', made, mounts: [], layer: undefined, home };
  const checkout = await folderCheckouts({ folder, store, overlays }).open(base, environment);
  onTestFinished(() => checkout.dispose());
  const command = {
    run: script,
    checkout: checkout.folder,
    ...checkout.beside,
    env: {},
    toolchains: [dirname(process.execPath)],
    network: 'none' as const,
    limits: roomyLimits,
  };
  const { exitCode, stderr } = await realBubblewrap({}, { overlays }).run(command, new AbortController().signal);
  expect([exitCode, Buffer.from(stderr).toString()]).toEqual([0, '']);
  return readable(await checkout.capture(mayChange));
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
