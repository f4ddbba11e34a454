import Table from 'cli-table3';
import { fileTokens } from '../../api/tokens/file-tokens.ts';
import type { Role } from '../../api/tokens/tokens.ts';
import { readConfig, type Config } from '../../config.ts';
import { Failure } from '../../domain/failure.ts';
import type { Io } from '../io.ts';

export type TokenAction =
  | { action: 'create'; name: string; role: string[] }
  | { action: 'list' }
  | { action: 'revoke'; name: string };

/** `drover token create|list|revoke`: the API's bearer tokens, in the data folder of this machine. Returns the exit code. */
export async function token(options: TokenAction, io: Io, config: Config = readConfig()): Promise<number> {
  const tokens = fileTokens(config.dataFolder);
  switch (options.action) {
    case 'create': {
      const { name, role } = options;
      // Checked where tokens are made, with the words for it.
      const value = await tokens.create(name, role as Role[]);
      io.print(io.json ? JSON.stringify({ name, roles: role, token: value }) : value);
      io.say(`That is the token of ${name} (${role.join(', ')}). It is shown this once: only its hash is kept.`);
      io.say(`To use it: export DROVER_TOKEN=${value.slice(0, 11)}... To take it back: drover token revoke ${name}`);
      return 0;
    }
    case 'list': {
      const all = await tokens.list();
      if (io.json) io.print(JSON.stringify(all, null, 2));
      else if (all.length > 0) io.print(asTable(all));
      else
        io.say(`There are no tokens in ${config.dataFolder}. Make one: drover token create --name ann --role approver`);
      return 0;
    }
    case 'revoke': {
      const { name } = options;
      if (!(await tokens.revoke(name)))
        throw new Failure(
          'InputRefused',
          `There is no token named ${JSON.stringify(name)}. See them: drover token list`,
        );
      if (io.json) io.print(JSON.stringify({ name, revoked: true }));
      else io.print(`The token of ${name} is revoked: it opens nothing any more.`);
      return 0;
    }
  }
}

function asTable(all: { name: string; roles: string[]; createdAt: string }[]): string {
  const table = new Table({
    head: ['NAME', 'ROLES', 'CREATED'],
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2, compact: true },
    chars: Object.fromEntries(edges.map((edge) => [edge, ''])),
  });
  for (const { name, roles, createdAt } of all)
    table.push([name, roles.join(', '), createdAt.slice(0, 16).replace('T', ' ')]);
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** The lines of a table that is drawn without any. */
const edges = [
  ...['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'],
  ...['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'],
] as const;
