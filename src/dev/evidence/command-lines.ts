import type { Evidence } from '../../domain/evidence.ts';

const shown = 30;

/** Which commands of a file are about to run, with what they may reach: a file may come from anybody. */
export function commandLines(modules: Evidence[], sandbox: string): string[] {
  const commands = new Set(
    modules.flatMap(({ setup, commands: own }) => [
      ...(setup ? [line('setup', setup.run, setup.network)] : []),
      ...own.flatMap(({ name, before, run, network }) => [
        ...(before === undefined || before === 'none' ? [] : [line(`${name}, before`, before, network)]),
        line(name, run, network),
      ]),
    ]),
  );
  const contained =
    sandbox === 'unsafe-process' ? 'WITHOUT A SANDBOX, as plain processes' : `in the sandbox ${sandbox}`;
  const lines = [...commands];
  return [
    `These commands of the file run now, ${contained}, for ${modules.length === 1 ? 'one module' : `${modules.length} modules`}:`,
    ...lines.slice(0, shown),
    ...(lines.length > shown ? [`  and ${lines.length - shown} more`] : []),
  ];
}

function line(name: string, run: string, network: string): string {
  const reach = { none: 'no network', registries: 'package registries', open: 'the open network' }[network] ?? network;
  return `  ${name}: ${JSON.stringify(run)} (${reach})`;
}
