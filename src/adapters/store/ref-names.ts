import { Failure } from '../../domain/failure.ts';
import { refuseRefName } from '../../domain/migration-file/refuse-ref-name.ts';
import type { MigrationId } from '../../domain/ids.ts';

/** Checks the name of a ref or branch. Throws `InputRefused` with the value and what is right; `what` says which name it is. */
export function checkRefName(name: string, what: string): string {
  const right = refuseRefName(name);
  if (right === undefined) return name;
  throw new Failure('InputRefused', `The ${what} ${JSON.stringify(name)} can't be used: ${right}.`);
}

/** Checks the name of a branch, without `refs/heads/`. */
export function checkBranch(branch: string): string {
  checkRefName(branch, 'branch');
  if (branch !== 'HEAD' && !branch.startsWith('refs/')) return branch;
  throw new Failure(
    'InputRefused',
    `The branch ${JSON.stringify(branch)} can't be used: name it without 'refs/heads/', and not 'HEAD'.`,
  );
}

/** `refs/drover/MIGRATION/NAME`: everything internal lives there, apart from branches and tags. */
export function refOf(migration: MigrationId, name: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(migration)) {
    throw new Failure(
      'InputRefused',
      `The migration id ${JSON.stringify(migration)} can't be used: lower-case letters, digits and dashes, at most 63, beginning with no dash.`,
    );
  }
  return `refs/drover/${migration}/${checkRefName(name, 'ref name')}`;
}

/** The ref of a lease. */
export function leaseRefOf(migration: MigrationId, name: string): string {
  return refOf(migration, `leases/${name}`);
}
