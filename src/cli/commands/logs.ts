import { Failure } from '../../domain/failure.ts';
import { chooseModule } from '../choose/choose-module.ts';
import type { DroverApi, Step } from '../http/drover-api.ts';
import { openApi, type ApiOptions } from '../http/open-api.ts';
import type { Io } from '../io.ts';
import { turnLines } from '../show/turn-lines.ts';

export type LogsOptions = ApiOptions & Step & { whole: boolean };

/** `drover logs [ID] MODULE`: what each step of a module said, oldest first; with --attempt and --turn, that turn to the last word. */
export async function logs(words: string[], options: LogsOptions, io: Io): Promise<number> {
  const { round, attempt, turn, whole } = options;
  if (turn !== undefined && attempt === undefined)
    throw new Failure('InputRefused', `--turn ${turn} needs --attempt: turns are counted within an attempt.`);
  if (whole && turn === undefined)
    throw new Failure('InputRefused', '--whole shows all of one turn: say which with --attempt and --turn.');
  const api = await openApi(options);
  const { migration, module } = await chooseModule(api, words, { ended: true });
  if (attempt !== undefined && turn !== undefined)
    return showTurn(api, [migration.id, module], { round, attempt, turn, whole }, io);
  const found = await api.logs(migration.id, module, { round, attempt });
  if (io.json) io.print(JSON.stringify(found, null, 2));
  else if (found.length === 0) io.say(`${module} of ${migration.id} has no step like that yet.`);
  else {
    for (const { step, title, text } of found) {
      io.print(`── ${step}: ${title}`);
      if (text.trim() !== '') io.copy(`${text.trimEnd()}\n\n`);
    }
  }
  return 0;
}

type Place = { round: number | undefined; attempt: number; turn: number; whole: boolean };

async function showTurn(
  api: DroverApi,
  [id, module]: [string, string],
  { whole, ...place }: Place,
  io: Io,
): Promise<number> {
  const turn = await api.turn(id, module, place);
  if (io.json) io.print(JSON.stringify(turn, null, 2));
  else io.copy(`${[`${module} of ${id}`, ...turnLines(turn, whole)].join('\n')}\n`);
  return 0;
}
