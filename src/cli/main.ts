import { explainFailure } from '../dev/show/explain-failure.ts';
import { asTyped, isCommand } from './as-typed.ts';
import { createProgram } from './program/create-program.ts';
import { droverCommand } from '../drover-command.ts';

const command = droverCommand();

/** The command line: exit codes 0 all merged or unchanged, 3 finished with modules that are not, 2 bad input, 1 failure. */
async function main(): Promise<number> {
  // Whoever reads a part of the output and leaves (`drover list | head -1`) has what they wanted.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  let code = 0;
  const program = createProgram((exitCode) => (code = exitCode), command);
  await program.parseAsync();
  return code;
}

/** The command whose help says what it takes; none for what is no command. */
function helpOf([word = '', next = '']: string[]): string {
  if (!isCommand(word)) return '';
  return word === 'token' && /^(create|list|revoke)$/.test(next) ? `token ${next} ` : `${word} `;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    if (error instanceof Error && error.name === 'CommanderError' && 'exitCode' in error) {
      if (error.exitCode === 0) process.exit(0);
      // Without a command commander has shown its help already.
      if (error.message !== '(outputHelp)') {
        console.error(
          `drover: ${error.message
            .replace(/^error: /, '')
            .replace(/\n/g, ' ')
            .replace(/\.?$/, '.')} See ${asTyped(`drover ${helpOf(process.argv.slice(2))}--help`, command)}`,
        );
      }
      process.exit(2);
    }
    const { message, exitCode } = explainFailure(error);
    console.error(`drover: ${asTyped(message, command)}`);
    process.exit(exitCode);
  },
);
