import { shellWord } from './core/shell/shell-word.ts';

/**
 * How the user calls Drover, for the commands that it prints: `npm run` says in a variable of its own which script it runs,
 * and in others of which package, and where the user stands: outside of it, the package has to be named. A file beside
 * `config.ts`, because reading the whole configuration would slow the start of commands that need none of it.
 */
export function droverCommand(env: Record<string, string | undefined> = process.env): string {
  if (env['npm_lifecycle_event'] !== 'drover') return 'drover';
  const root = env['npm_package_json']?.replace(/[\\/]package\.json$/, '');
  const stands = env['INIT_CWD'];
  const outside = root !== undefined && stands !== undefined && !`${stands}/`.startsWith(`${root}/`);
  return outside ? `npm --prefix ${shellWord(root)} run -s drover --` : 'npm run -s drover --';
}
