import { createHash, randomBytes } from 'node:crypto';
import type { MigrationId } from '../../domain/ids.ts';

/**
 * The id of a migration that is asked for: from the Idempotency-Key and the tenant, so that the same request finds the same one; without a
 * key, from the file's name and by chance.
 */
export function migrationId(tenant: string, name: string, key: string | undefined): MigrationId {
  if (key === undefined) return `${name}-${randomBytes(4).toString('hex')}`;
  const hash = createHash('sha256').update(`${tenant}\0${key}`).digest('hex').slice(0, 8);
  return `${slug(key) || 'migration'}-${hash}`;
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, 40)
    .replace(/-$/, '');
}
