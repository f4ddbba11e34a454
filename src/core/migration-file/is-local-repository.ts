import { repositoryAddress } from '../../domain/migration-file/repository-address.ts';

/**
 * Whether a repository's address is a path of a machine, plain or as file://, and not one that is reached over the network. An address that
 * a migration file may not hold at all (`ext::COMMAND`, a leading dash) is neither, and false.
 */
export function isLocalRepository(url: string): boolean {
  return repositoryAddress(url).kind === 'local';
}
