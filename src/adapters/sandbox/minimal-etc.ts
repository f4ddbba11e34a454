import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { inside } from './inside.ts';
import type { Network } from '../../ports/sandbox.ts';

/** What a sandbox has below /etc: host paths shown at the same place, and files that are written for it. */
export type MinimalEtc = { shown: string[]; written: { path: string; content: string }[] };

/**
 * Public configuration that programs below /usr need to run. Never all of /etc: it holds password hashes, private keys, and
 * package managers' configuration with tokens (npmrc, pip.conf, Maven's settings.xml).
 */
const always = [
  'alternatives',
  'ca-certificates',
  'crypto-policies',
  'fonts',
  'ld.so.cache',
  'locale.alias',
  'locale.conf',
  'localtime',
  'maven/logging',
  'maven/m2.conf',
  'mime.types',
  'os-release',
  'pki/ca-trust',
  'pki/java',
  'pki/tls/cert.pem',
  'pki/tls/certs',
  'pki/tls/openssl.cnf',
  'protocols',
  'services',
  'ssl/cert.pem',
  'ssl/certs',
  'ssl/openssl.cnf',
  'timezone',
];

/** Debian keeps a Java's configuration, without which it does not start, in /etc/java-17-openjdk and the like. */
const byPattern = /^(java-.*|python3(\.\d+)?)$/;

const forNetwork = ['resolv.conf', 'gai.conf', 'host.conf'];

/** Puts /etc together. Users and hosts are written anew: a Java takes its `user.home` from passwd, and the host's accounts are its own affair. */
export function minimalEtc(network: Network): MinimalEtc {
  const names = [
    ...always,
    ...readdirSync('/etc').filter((name) => byPattern.test(name)),
    ...(network === 'open' ? forNetwork : []),
  ];
  const { user, uid, gid, home, host } = inside;
  const ownHosts = `127.0.0.1 localhost ${host}\n::1 localhost\n`;
  return {
    // A mount takes bubblewrap about 0.1 ms, so only what is there is named.
    shown: names.map((name) => `/etc/${name}`).filter((path) => existsSync(path)),
    written: [
      {
        path: '/etc/passwd',
        content: `root:x:0:0:root:/root:/usr/sbin/nologin\n${user}:x:${uid}:${gid}::${home}:/bin/sh\nnobody:x:65534:65534::/:/usr/sbin/nologin\n`,
      },
      { path: '/etc/group', content: `root:x:0:\n${user}:x:${gid}:\nnogroup:x:65534:\n` },
      {
        path: '/etc/nsswitch.conf',
        content: 'passwd: files\ngroup: files\nhosts: files dns\nservices: files\nprotocols: files\n',
      },
      { path: '/etc/hosts', content: network === 'open' ? ownHosts + hostsOfHost() : ownHosts },
    ],
  };
}

function hostsOfHost(): string {
  try {
    return readFileSync('/etc/hosts', 'utf8');
  } catch {
    return '';
  }
}
