import { actor } from '../choose/actor.ts';
import type { ApiOptions } from '../http/open-api.ts';
import { withService } from '../http/with-service.ts';
import type { Io } from '../io.ts';
import { openCommandScreen } from '../open-command-screen.ts';
import { readMigrationDocument } from '../read-migration-document.ts';
import type { MigrationReport } from '../../domain/migration-report.ts';
import { waveDiagram } from '../../core/report/waves/wave-diagram.ts';
import { wavePicture } from '../../core/report/waves/wave-picture.ts';
import { isPlanGood, planLines } from '../show/plan-lines.ts';
import { conclude } from '../watch/conclude.ts';
import { followMigration } from '../watch/follow-migration.ts';
import { tellEvents } from '../watch/tell-events.ts';

export type PlanOptions = ApiOptions & { mermaid?: boolean };

/** `drover plan FILE`: the modules and what their tests prove before any change, the approvals to come, the limits. No model is called. */
export async function plan(path: string, options: PlanOptions, io: Io): Promise<number> {
  const { document, file } = await readMigrationDocument(path);
  const screen = openCommandScreen(io);
  try {
    return await withService({ options, by: 'plan', model: false, say: screen.say }, async (session) => {
      const { api } = session;
      const { id } = await api.start({ document, mode: 'plan', ...actor(api.service, undefined) });
      screen.say(`Planning ${file.name} as ${id}; no model is called, and nothing is changed.`);
      const migration = await followMigration(api, id, tellEvents({ screen }));
      screen.close();
      const report = await conclude(session, migration);
      if (io.json) io.print(JSON.stringify(report, null, 2));
      else if (options.mermaid) io.print(diagram(report));
      else for (const line of planLines(path, file, report)) io.print(line);
      return isPlanGood(report) ? 0 : 2;
    });
  } finally {
    screen.close();
  }
}

/** Where no module waits for another there is one wave, and nothing to draw. */
function diagram(report: MigrationReport): string {
  const picture = wavePicture(report);
  return picture === undefined ? '%% No module waits for another one (modules.dependsOn).' : waveDiagram(picture);
}
