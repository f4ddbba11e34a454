import { readConfig, type Config } from '../../config.ts';
import { shellWord } from '../../core/shell/shell-word.ts';
import { writeMigrationFile } from '../../dev/init/write-migration-file.ts';
import type { Io } from '../io.ts';

export type InitOptions = { folder?: string; output?: string; goal?: string; force?: boolean };

/** `drover init`: looks at the repository and writes a migration file for it. Returns the exit code. */
export async function init(options: InitOptions, io: Io, config: Config = readConfig()): Promise<number> {
  const written = await writeMigrationFile({
    folder: options.folder ?? '.',
    output: options.output ?? 'drover.yaml',
    goal: options.goal,
    force: options.force ?? false,
    env: config.hostEnvironment,
  });
  if (io.json) {
    io.print(JSON.stringify(written, null, 2));
    return 0;
  }
  const { output, title, goalMissing, toolchains, questions, warnings } = written;
  io.print(`Wrote ${output} for ${written.repository} (${title}).`);
  for (const { name, version, folder } of toolchains) io.print(`  ${name} ${version} in ${folder}`);
  for (const warning of warnings) io.print(`! ${warning}`);
  for (const question of questions) io.print(`? ${question}`);
  if (goalMissing) io.print(`? It has no goal yet: write one into ${output}, in your own words.`);
  io.print(
    `Next: drover plan ${shellWord(output)}   (the modules, and whether their tests pass as they are; no money is spent)`,
  );
  return 0;
}
