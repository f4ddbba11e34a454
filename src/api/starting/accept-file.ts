import { isAbsolute } from 'node:path';
import { isLocalRepository } from '../../core/migration-file/is-local-repository.ts';
import type { MigrationFile } from '../../domain/migration-file.ts';
import { parseMigrationFile } from '../../domain/parse-migration-file.ts';
import type { ApiOptions } from '../api-options.ts';
import { ProblemError } from '../problems/problem-error.ts';
import type { ProblemResource } from '../resources/problem-resource.ts';

type Fault = NonNullable<ProblemResource['errors']>[number];

/** Reads a migration file that was sent, and holds it against what the operator allows. Throws `invalid-migration-file` with all faults at once. */
export function acceptFile(
  body: unknown,
  { localRepositories, approveSignals }: Pick<ApiOptions, 'localRepositories' | 'approveSignals'>,
): MigrationFile {
  const parsed = parseMigrationFile(body);
  if (parsed.kind === 'refused') throw refuse(parsed.faults);
  const { file } = parsed;
  const fault = repositoryFault(file.repository.url, localRepositories);
  if (fault !== undefined) throw refuse([fault]);
  return approveSignals ? file : { ...file, approve: { ...file.approve, signals: false } };
}

function repositoryFault(url: string, allowed: boolean): Fault | undefined {
  if (!isLocalRepository(url)) return undefined;
  const fault = (detail: string): Fault => ({
    field: 'repository.url',
    value: JSON.stringify(url.slice(0, 98)),
    detail,
  });
  if (!allowed)
    return fault(
      'this service takes no paths of its own machine: write an https or ssh address, or let its operator set DROVER_LOCAL_REPOSITORIES=allow',
    );
  if (isAbsolute(url) || url.startsWith('file://')) return undefined;
  return fault('write an absolute path: the service does not know which folder a relative one is meant to begin at');
}

function refuse(faults: Fault[]): ProblemError {
  const [first] = faults;
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
  return new ProblemError('invalid-migration-file', `${first?.field}: ${first?.detail}${more}`, { errors: faults });
}
