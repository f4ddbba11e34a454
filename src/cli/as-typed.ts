const commands =
  'approve|cancel|demo|dev|diff|doctor|init|list|logs|pause|plan|raise-budget|reject|report|resume|retry|run|schema|skip|start|status|token|try|verify-evidence|watch';
const mention = new RegExp(`(?<=^|[\\s\`'])drover (?=(?:${commands}|--help)\\b)`, 'g');

/** Whether a word is one of the commands. */
export function isCommand(word: string): boolean {
  return commands.split('|').includes(word);
}

/**
 * A line with the commands in it as its reader has to type them: in a checkout, where there is no `drover` on PATH, `npm run` calls it.
 * All texts say `drover`, the API's too, so that this is done in the one place where they reach a person.
 */
export function asTyped(line: string, command: string): string {
  return command === 'drover' ? line : line.replace(mention, () => `${command} `);
}
