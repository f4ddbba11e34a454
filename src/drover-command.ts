/**
 * How the user calls Drover, for the commands that it prints: `npm run` says in a variable of its own which script it runs. A file beside
 * `config.ts`, because reading the whole configuration would slow the start of commands that need none of it.
 */
export function droverCommand(env: Record<string, string | undefined> = process.env): string {
  return env['npm_lifecycle_event'] === 'drover' ? 'npm run -s drover --' : 'drover';
}
