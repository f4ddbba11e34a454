import { shellWord } from '../../core/shell/shell-word.ts';
import { costLine } from '../../dev/show/cost-line.ts';
import { count, duration } from '../../core/text/human-units.ts';
import type { MigrationReport, ModuleResult } from '../../domain/migration-report.ts';
import { actor } from '../choose/actor.ts';
import type { ApiOptions } from '../http/open-api.ts';
import { withService } from '../http/with-service.ts';
import type { Io } from '../io.ts';
import { openCommandScreen } from '../open-command-screen.ts';
import { needGoal } from '../need-goal.ts';
import { readMigrationDocument } from '../read-migration-document.ts';
import { colourDiff } from '../show/colour-diff.ts';
import { conclude } from '../watch/conclude.ts';
import { exitCode } from '../watch/exit-code.ts';
import { followMigration } from '../watch/follow-migration.ts';
import { tellEvents } from '../watch/tell-events.ts';

/** `drover try FILE MODULE`: one module to its verification, nothing merged: the diff, the tests before and after, the cost. */
export async function tryModule(path: string, module: string, options: ApiOptions, io: Io): Promise<number> {
  const { document, file } = await readMigrationDocument(path);
  needGoal(path, file);
  const screen = openCommandScreen(io);
  try {
    return await withService({ options, by: 'try', model: true, say: screen.say }, async (session) => {
      const { api } = session;
      const { id } = await api.start({ document, mode: 'try', module, ...actor(api.service, undefined) });
      screen.say(`Trying ${module} as ${id}; nothing is merged.`);
      const migration = await followMigration(api, id, tellEvents({ screen }));
      screen.close();
      const report = await conclude(session, migration);
      const diffs = await Promise.all(report.modules.map(({ key }) => api.diff(id, key, {})));
      const diff = diffs.join('');
      if (io.json) io.print(JSON.stringify({ report, diff }, null, 2));
      else {
        io.print(diff === '' ? '\nNothing was changed.\n' : '');
        io.copy(diff === '' ? '' : `${io.interactive ? colourDiff(diff) : diff}\n`);
        const own = session.stack !== undefined;
        for (const line of tryLines({ path, module, report, own })) io.print(line);
      }
      return exitCode(report.status);
    });
  } finally {
    screen.close();
  }
}

type Tried = { path: string; module: string; report: MigrationReport; own: boolean };

function tryLines({ path, module, report, own }: Tried): string[] {
  return [
    ...report.modules.flatMap(moduleLines),
    `${costLine(report.usage).replace(/\.$/, '')}; ${duration(report.seconds)} in all.`,
    `Nothing was merged. To look at each step: ${own ? 'drover dev, then ' : ''}drover logs ${report.id} ${shellWord(module)}`,
    `To migrate all modules: drover run ${shellWord(path)}`,
  ];
}

function moduleLines({ path, state, attempts, turns, baseline, tests, refused, reason }: ModuleResult): string[] {
  const before = baseline === undefined ? [] : [`${count(baseline.tests, 'test')} before`];
  const proved =
    tests === undefined
      ? before
      : [`${count(tests.before, 'test')} before`, `${tests.after} after, ${tests.matched} of them the same`];
  const work = `${count(attempts, 'attempt')}, ${count(turns, 'turn')}`;
  return [
    ...refused.map((why) => `  refused on the way: ${why}`),
    `${state === 'verified' || state === 'unchanged' ? '✓' : '✗'} ${path}: ${state}: ${[...proved, work].join('; ')}`,
    ...(state === 'verified' || reason === undefined ? [] : [`  ${reason}`]),
  ];
}
