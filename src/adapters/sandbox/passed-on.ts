const certificateVariables = [
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'GIT_SSL_CAINFO',
  'REQUESTS_CA_BUNDLE',
  'PIP_CERT',
  'CURL_CA_BUNDLE',
];
const proxyVariables = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];

/** The variables of the host that a command with network gets, and the files and folders that they name. */
export type PassedOn = { env: Record<string, string>; files: string[] };

/**
 * Picks what a command needs to reach the network from here: where the certificates lie and which proxy to use. A proxy URL that
 * holds credentials stays outside: it is a secret, and the command is hostile.
 */
export function passedOn(hostEnv: Record<string, string | undefined>): PassedOn {
  const certificates = certificateVariables.flatMap((name) => entry(name, hostEnv));
  const proxies = proxyVariables.flatMap((name) => entry(name, hostEnv)).filter(([, value]) => !value.includes('@'));
  const files = certificates
    .flatMap(([, value]) => value.split(':'))
    .filter((path) => path.startsWith('/') && path !== '/');
  return { env: Object.fromEntries([...certificates, ...proxies]), files: [...new Set(files)] };
}

function entry(name: string, hostEnv: Record<string, string | undefined>): [string, string][] {
  const value = hostEnv[name];
  return value ? [[name, value]] : [];
}
