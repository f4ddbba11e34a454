import { setTimeout as sleep } from 'node:timers/promises';
import type { WaitResource } from '../../api/resources/wait-resource.ts';
import { printReport } from '../../dev/show/print-report.ts';
import { Failure } from '../../domain/failure.ts';
import { actor } from '../choose/actor.ts';
import { approvalOf } from '../choose/approval-of.ts';
import type { DroverApi } from '../http/drover-api.ts';
import type { ApiOptions } from '../http/open-api.ts';
import { withService } from '../http/with-service.ts';
import type { Io } from '../io.ts';
import { openCommandScreen } from '../open-command-screen.ts';
import { needGoal } from '../need-goal.ts';
import { readMigrationDocument } from '../read-migration-document.ts';
import { conclude } from '../watch/conclude.ts';
import { exitCode } from '../watch/exit-code.ts';
import { followMigration } from '../watch/follow-migration.ts';
import { tellEvents } from '../watch/tell-events.ts';

export type RunOptions = ApiOptions & { yes: boolean; key?: string };

/** `drover run FILE`: a migration to its end, with the service that is there or on a stack of its own. */
export async function run(path: string, options: RunOptions, io: Io): Promise<number> {
  const { document, file } = await readMigrationDocument(path);
  needGoal(path, file);
  const screen = openCommandScreen(io);
  try {
    return await withService({ options, by: 'run', model: true, say: screen.say }, async (session) => {
      const { api } = session;
      const { id } = await api.start({ document, mode: 'migrate', key: options.key, ...actor(api.service, undefined) });
      screen.say(`Migration ${id}`);
      const approver = { says: '--yes approves it', approve: (wait: WaitResource) => approveByYes(api, id, wait) };
      const migration = await followMigration(api, id, tellEvents({ screen, ...(options.yes && { approver }) }));
      screen.close();
      const report = await conclude(session, migration);
      printReport({ report, repository: file.repository.url, print: screen.say });
      if (io.json) io.print(JSON.stringify(report, null, 2));
      return exitCode(report.status);
    });
  } finally {
    screen.close();
  }
}

const yes = 'drover run --yes';
const againMs = 2_000;
const tries = 60;

/** Approves what waits. A service that does not answer for a while, as when its worker was killed, is asked again. */
async function approveByYes(api: DroverApi, id: string, wait: WaitResource): Promise<void> {
  const by = { ...(api.service.token === undefined && { actor: yes }), reason: yes };
  const deciding = approvalOf(wait, by);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await api.decide(id, deciding);
      return;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      // It has changed, or is decided, in the meantime; what waits then is told anew.
      if (error.type === 'Conflict') return;
      if (error.type !== 'Transient' || attempt === tries) throw error;
      await sleep(againMs);
    }
  }
}
