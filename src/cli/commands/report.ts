import { printReport } from '../../dev/show/print-report.ts';
import { chooseMigration } from '../choose/choose-migration.ts';
import { hasEnded } from '../choose/has-ended.ts';
import { openApi, type ApiOptions } from '../http/open-api.ts';
import type { Io } from '../io.ts';
import { Failure } from '../../domain/failure.ts';

/** `drover report [ID]`: what a migration ended in, module by module. */
export async function report(id: string | undefined, options: ApiOptions, io: Io): Promise<number> {
  const api = await openApi(options);
  const migration = await chooseMigration(api, id, { ended: true });
  const found = await api.report(migration.id);
  if (found === undefined) {
    throw new Failure(
      'Conflict',
      hasEnded(migration.status)
        ? `${migration.id} ended (${migration.status}) before there was anything to report${migration.problem === undefined ? '.' : `: ${migration.problem}`}`
        : `${migration.id} has not ended yet: \`drover watch ${migration.id}\` ends with its report.`,
    );
  }
  if (io.json) io.print(JSON.stringify(found, null, 2));
  else printReport({ report: found, repository: migration.repository.url, print: io.print });
  return 0;
}
