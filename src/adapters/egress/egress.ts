import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { makeOwnedFolder, sweepOwnedFolders } from '../owned-folder.ts';
import { removeTree } from '../remove-tree.ts';
import { makeCertificates, type Certificates } from './certificates.ts';
import type { DialOptions } from './dial.ts';
import { egressLog, type EgressLog } from './egress-log.ts';
import { egressProxy } from './egress-proxy.ts';
import { forwarderScript } from './forwarder-script.ts';
import { javaTruststore } from './java-truststore.ts';
import { mavenSettings } from './maven-settings.ts';
import { endsTls, type Registries } from './registry.ts';
import { settingsFiles, toolVariables } from './tool-settings.ts';
import { trustedCertificates, type Trusted } from './trusted-certificates.ts';

/** The way to the registries for one command. */
export type Door = {
  /** A folder of its own with the proxy's socket and all that tools inside need; it goes with the door. */
  folder: string;
  env: Record<string, string>;
  log: Pick<EgressLog, 'allowed' | 'refusals'>;
  /** Ends every connection and removes the folder. */
  close: () => Promise<void>;
};

export type Egress = { open(): Promise<Door> };

export type EgressOptions = Omit<DialOptions, 'onSocket'> & {
  registries: Registries;
  /** Holds a folder for each running command; the system's folder for temporary files by default. */
  folder?: string | undefined;
};

const patienceMs = 15_000;

type Prepared = { certificates: Certificates | undefined; trusted: Trusted; files: [string, string | Buffer][] };

/** Makes doors to the registries, each with a proxy of its own in this process. What all doors share is made with the first one. */
export function createEgress(options: EgressOptions): Egress {
  const { registries, folder: parent = tmpdir() } = options;
  let preparing: Promise<Prepared> | undefined;

  async function open(): Promise<Door> {
    preparing ??= prepare(options);
    preparing.catch(() => (preparing = undefined));
    const { certificates, trusted, files } = await preparing;
    const credentials = new Map<string, Record<string, string>>();
    for (const { host, port, credentials: read } of registries.hosts)
      if (read !== undefined) credentials.set(`${host}:${port}`, await read());
    const log = egressLog();
    const { hosts } = registries;
    const proxy = egressProxy({ ...options, hosts, log, credentials, certificates, trusted: trusted.all, patienceMs });
    const folder = await makeOwnedFolder(parent);
    // A socket's path may have 107 characters; through its folder's descriptor it is always short enough. Kept open, since the server removes its socket by that path.
    const descriptor = openSync(folder, 'r');
    const close = async () => {
      if (proxy.server.listening) await proxy.close();
      closeSync(descriptor);
      await removeTree(folder);
    };
    try {
      for (const [name, content] of files) await put(join(folder, name), content);
      proxy.server.listen(`/proc/self/fd/${descriptor}/socket`);
      await once(proxy.server, 'listening');
    } catch (error) {
      await close();
      throw error;
    }
    const env = toolVariables(registries.tools, trusted.more.length > 0);
    return { folder, env, log, close };
  }

  return { open };
}

async function prepare({ registries, hostEnv, folder = tmpdir() }: EgressOptions): Promise<Prepared> {
  // Of processes that were killed. Among temporary files there may be those of another user, who will see to them.
  await sweepOwnedFolders(folder).catch(() => 0);
  const { hosts, tools } = registries;
  const ended = hosts.filter(endsTls).map(({ host }) => host);
  const certificates = ended.length === 0 ? undefined : await makeCertificates(ended);
  const others = [...hosts.flatMap(({ ca }) => ca ?? []), ...(certificates ? [certificates.authority] : [])];
  const trusted = await trustedCertificates(hostEnv, others);
  const npmrc = Object.entries(tools.npm?.scopes ?? {}).map(([scope, registry]) => `${scope}:registry=${registry}\n`);
  const files: [string, string | Buffer][] = [
    ['forwarder.cjs', forwarderScript],
    // Something to mount Node on.
    ['node', ''],
    ['maven/settings.xml', mavenSettings(tools.maven?.mirror)],
    [
      'maven/logging/simplelogger.properties',
      'org.slf4j.simpleLogger.showThreadName=false\norg.slf4j.simpleLogger.showLogName=false\n',
    ],
    [settingsFiles.npmrc, npmrc.join('')],
  ];
  if (trusted.more.length > 0) {
    files.push(
      [settingsFiles.certificates, trusted.all.join('')],
      [settingsFiles.moreCertificates, trusted.more.join('')],
      [settingsFiles.truststore, javaTruststore(trusted.all)],
    );
  }
  return { certificates, trusted, files };
}

async function put(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content, { mode: 0o400 });
}
