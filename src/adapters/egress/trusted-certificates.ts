import { readFile } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';

/** Where systems keep all certificates in one file: Debian, Alpine and Arch; Fedora; BSD and others. */
const systemFiles = ['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt', '/etc/ssl/cert.pem'];

const variables = [
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'REQUESTS_CA_BUNDLE',
  'PIP_CERT',
  'CURL_CA_BUNDLE',
  'GIT_SSL_CAINFO',
] as const;

/** Certificates as PEM, each by itself. */
export type Trusted = {
  all: string[];
  /** Those of `all` that neither the system nor Node has by itself; where there are none, tools do well with their own. */
  more: string[];
};

/** What this machine trusts: its system's certificates, those that its variables name, and `others`. */
export async function trustedCertificates(
  hostEnv: Record<string, string | undefined>,
  others: string[],
): Promise<Trusted> {
  const system = await firstReadable(systemFiles);
  const named = await Promise.all([...new Set(variables.flatMap((name) => hostEnv[name] || []))].map(read));
  const base = system.length > 0 ? system : [...rootCertificates].map(normal);
  const all = new Set([...base, ...named.flat(), ...others.flatMap(split)]);
  const roots = new Set([...rootCertificates].map(normal));
  const isNamed = named.flat().length > 0;
  // A variable is set for a reason: the tools that come with certificates of their own need what the system has.
  const known = isNamed ? roots : new Set([...roots, ...system]);
  return { all: [...all], more: [...all].filter((pem) => !known.has(pem)) };
}

async function firstReadable(files: string[]): Promise<string[]> {
  for (const file of files) {
    const found = await read(file);
    if (found.length > 0) return found;
  }
  return [];
}

async function read(file: string): Promise<string[]> {
  return split(await readFile(file, 'utf8').catch(() => ''));
}

function split(text: string): string[] {
  return (text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(normal);
}

function normal(pem: string): string {
  const base64 = pem.replaceAll(/-----[A-Z ]+-----|\s/g, '');
  return `-----BEGIN CERTIFICATE-----\n${base64.replaceAll(/(.{64})(?=.)/g, '$1\n')}\n-----END CERTIFICATE-----\n`;
}
