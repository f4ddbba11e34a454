import { isAbsolute, normalize } from 'node:path';
import { isLocalRepository } from '../../core/migration-file/is-local-repository.ts';
import type { MigrationFile } from '../../domain/migration-file.ts';
import { parseMigrationFile } from '../../domain/parse-migration-file.ts';
import type { ApiOptions } from '../api-options.ts';
import { ProblemError } from '../problems/problem-error.ts';
import type { ProblemResource } from '../resources/problem-resource.ts';

type Fault = NonNullable<ProblemResource['errors']>[number];

/** Reads a migration file that was sent, and holds it against what the operator allows. Throws `invalid-migration-file` with all faults at once, those that are `known` already among them. */
export function acceptFile(
  body: unknown,
  {
    localRepositories,
    approveSignals,
    toolchains,
  }: Pick<ApiOptions, 'localRepositories' | 'approveSignals' | 'toolchains'>,
  known: Fault[] = [],
): MigrationFile {
  const parsed = parseMigrationFile(body);
  if (parsed.kind === 'refused') throw refuse([...known, ...parsed.faults]);
  const { file } = parsed;
  const faults = [
    ...known,
    ...repositoryFaults(file.repository.url, localRepositories),
    ...file.environment.path.flatMap((folder, index) => toolchainFaults(folder, index, toolchains)),
  ];
  if (faults.length > 0) throw refuse(faults);
  return approveSignals ? file : { ...file, approve: { ...file.approve, signals: false } };
}

function repositoryFaults(url: string, allowed: boolean): Fault[] {
  if (!isLocalRepository(url)) return [];
  const fault = (detail: string): Fault[] => [{ field: 'repository.url', value: shown(url), detail }];
  if (!allowed)
    return fault(
      'this service takes no paths of its own machine: write an https or ssh address, or let its operator set DROVER_LOCAL_REPOSITORIES=allow',
    );
  if (isAbsolute(url) || url.startsWith('file://')) return [];
  return fault('write an absolute path: the service does not know which folder a relative one is meant to begin at');
}

/**
 * A toolchain's folder is shown to sandboxed commands together with the one around it, so that who may start migrations must not choose it
 * freely on a shared machine, and not the outermost one that is allowed either: the one around that is not.
 */
function toolchainFaults(folder: string, index: number, allowed: ApiOptions['toolchains']): Fault[] {
  const fault = (detail: string): Fault[] => [{ field: `environment.path[${index}]`, value: shown(folder), detail }];
  if (!isAbsolute(folder))
    return fault('write an absolute path: it is a folder of the machine that the workers run on');
  if (allowed === 'any') return [];
  const path = normalize(folder);
  if (allowed.some((root) => isBelow(path, root.replace(/\/$/, '')))) return [];
  return fault(
    `this service allows toolchains below ${allowed.join(', ') || 'no folder'}: its operator can add others to DROVER_TOOLCHAINS`,
  );
}

function isBelow(path: string, root: string): boolean {
  return path.startsWith(`${root}/`) && path.replace(/\/$/, '') !== root;
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 98));
}

function refuse(faults: Fault[]): ProblemError {
  const [first] = faults;
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
  return new ProblemError('invalid-migration-file', `${first?.field}: ${first?.detail}${more}`, { errors: faults });
}
