import { printReport } from '../../dev/show/print-report.ts';
import { chooseMigration } from '../choose/choose-migration.ts';
import { openApi, type ApiOptions } from '../http/open-api.ts';
import type { Io } from '../io.ts';
import { openCommandScreen } from '../open-command-screen.ts';
import { exitCode } from '../watch/exit-code.ts';
import { followMigration } from '../watch/follow-migration.ts';
import { orInterrupted } from '../watch/or-interrupted.ts';
import { tellEvents } from '../watch/tell-events.ts';
import { tellLines } from '../watch/tell-lines.ts';

/** `drover watch [ID]`: what happens to a migration, line by line, until it ends; then its report. */
export async function watch(id: string | undefined, options: ApiOptions, io: Io): Promise<number> {
  const api = await openApi(options);
  const chosen = await chooseMigration(api, id, { ended: true });
  const screen = openCommandScreen(io);
  try {
    if (!io.json) screen.say(`Migration ${chosen.id}`);
    const migration = await orInterrupted(
      api.service,
      followMigration(api, chosen.id, io.json ? tellLines(io) : tellEvents({ screen })),
    );
    screen.close();
    const report = await api.report(chosen.id);
    if (io.json) io.print(JSON.stringify({ event: 'end', migration, report: report ?? null }));
    else if (report !== undefined) printReport({ report, repository: migration.repository.url, print: screen.say });
    else
      io.say(
        `${migration.id} ended: ${migration.status}${migration.problem === undefined ? '' : `: ${migration.problem}`}`,
      );
    return exitCode(migration.status);
  } finally {
    screen.close();
  }
}
