import { readFile, stat } from 'node:fs/promises';
import { parse } from 'yaml';
import { explainIssue } from '../../domain/migration-file/explain-issue.ts';
import { fieldName } from '../../domain/migration-file/field-name.ts';
import { showValue } from '../../domain/migration-file/show-value.ts';
import { Failure } from '../../domain/failure.ts';
import { publicHosts } from './public-hosts.ts';
import { readCredentials } from './read-credentials.ts';
import { RegistriesFile, type HostEntry } from './registries-file.ts';
import type { Registries, Registry, ToolRegistries } from './registry.ts';

/**
 * Reads the operator's file of registries; without one, the public registries alone. Throws `InputRefused` with every fault: its field,
 * its value and what would be right. Secrets are read once, so that a missing one is heard of at the start.
 */
export async function readRegistries(
  path: string | undefined,
  env: Record<string, string | undefined>,
): Promise<Registries> {
  if (path === undefined) return { hosts: publicHosts(), tools: {} };
  const { defaults, hosts, ...tools } = parseFile(path, await readOwn(path));
  const own = await Promise.all(hosts.map((entry, index) => toRegistry(entry, index, path, env)));
  const named = [...own, ...addressesOf(tools as ToolRegistries).map(hostOf), ...(defaults ? publicHosts() : [])];
  const seen = new Set<string>();
  // The first one that names a host has said all about it.
  const isFirst = ({ host, port }: Registry) => !seen.has(`${host}:${port}`) && seen.add(`${host}:${port}`);
  return { hosts: named.filter(isFirst), tools: tools as ToolRegistries };
}

/** It says where secrets are, and whom they are sent to: whoever could write it could have them sent elsewhere. */
async function readOwn(path: string): Promise<string> {
  const fail = (what: string) =>
    new Failure('InputRefused', `DROVER_REGISTRIES is ${JSON.stringify(path)}, and ${what}`);
  const stats = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw fail(`that can't be read (${error.code}): write the path of a YAML or JSON file.`);
  });
  if ((stats.mode & 0o077) !== 0)
    throw fail(`others than its owner may read or write it (mode ${(stats.mode & 0o777).toString(8)}): chmod 600 it.`);
  if (![0, process.getuid?.()].includes(stats.uid))
    throw fail("it belongs to somebody else: chown it to the worker's user.");
  return readFile(path, 'utf8');
}

function parseFile(path: string, text: string): RegistriesFile {
  let document: unknown;
  try {
    document = parse(text) ?? {};
  } catch (cause) {
    throw new Failure('InputRefused', `'${path}' is neither YAML nor JSON: ${(cause as Error).message}`, { cause });
  }
  const parsed = RegistriesFile.safeParse(document, { error: explainIssue });
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    if (issue.code === 'unrecognized_keys')
      return `${fieldName([...issue.path, issue.keys[0] ?? ''])}: there is no such field.`;
    const value = showValue(document, issue.path);
    return `${fieldName(issue.path)}${value === undefined ? '' : ` is ${value}`}: ${issue.message}.`;
  });
  throw new Failure('InputRefused', `'${path}' has faults:\n${lines.join('\n')}`);
}

async function toRegistry(
  entry: HostEntry,
  index: number,
  path: string,
  env: Record<string, string | undefined>,
): Promise<Registry> {
  const [host = '', port] = entry.host.split(':');
  const { protocol, paths, auth, ca } = entry;
  const field = `'${path}': hosts[${index}]`;
  const credentials = auth && (() => readCredentials(auth, `${field}.auth`, env));
  await credentials?.();
  return {
    host,
    port: Number(port ?? { https: 443, http: 80 }[protocol]),
    protocol,
    private: entry.private,
    ...(paths !== undefined && { paths }),
    ...(credentials !== undefined && { credentials }),
    ...(ca !== undefined && { ca: await readCa(ca, `${field}.ca`) }),
  };
}

async function readCa(path: string, field: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => '');
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  throw new Failure(
    'InputRefused',
    `${field} is ${JSON.stringify(path)}: write the path of a file of PEM certificates.`,
  );
}

/** Who points a tool at an address means it to be reached. */
function hostOf(address: string): Registry {
  const { hostname, port, protocol } = new URL(address.replace(/^sparse\+/, ''));
  const kind = protocol === 'http:' ? 'http' : 'https';
  return { host: hostname, port: Number(port || { https: 443, http: 80 }[kind]), protocol: kind, private: false };
}

function addressesOf({ npm, python, maven, go, cargo }: ToolRegistries): string[] {
  return [
    npm?.registry,
    ...Object.values(npm?.scopes ?? {}),
    python?.index,
    ...(python?.extra ?? []),
    maven?.mirror,
    go?.proxy,
    ...Object.values(cargo?.registries ?? {}),
  ].filter((address) => address !== undefined);
}
