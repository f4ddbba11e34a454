import { shellWord } from '../shell/shell-word.ts';

/** The commands with which anybody who can reach the repository checks a migration's evidence again. */
export function checkCommands(id: string): string[] {
  return [
    `drover report ${shellWord(id)} --format json --output ${shellWord(`${id}.json`)}`,
    `drover verify-evidence ${shellWord(`${id}.json`)}`,
  ];
}
