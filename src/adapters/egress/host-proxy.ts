/** The proxy that this machine itself needs to get out. */
export type HostProxy = { protocol: 'http:' | 'https:'; host: string; port: number; authorization: string | undefined };

type Env = Record<string, string | undefined>;

/** Which proxy the host's variables name for a target; undefined for a direct connection. NO_PROXY: names and their subdomains, with :PORT or not, or *. */
export function hostProxy(
  env: Env,
  target: { protocol: 'https' | 'http'; host: string; port: number },
): HostProxy | undefined {
  const address = named(env, `${target.protocol}_proxy`) ?? named(env, 'all_proxy');
  if (address === undefined || isExcepted(named(env, 'no_proxy') ?? '', target)) return undefined;
  const full = address.includes('://') ? address : `http://${address}`;
  if (!URL.canParse(full)) return undefined;
  const { protocol, hostname, port, username, password } = new URL(full);
  if (protocol !== 'http:' && protocol !== 'https:') return undefined;
  const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return {
    protocol,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || { 'http:': 80, 'https:': 443 }[protocol]),
    authorization: user === ':' ? undefined : `Basic ${Buffer.from(user).toString('base64')}`,
  };
}

function named(env: Env, name: string): string | undefined {
  return env[name] || env[name.toUpperCase()] || undefined;
}

function isExcepted(noProxy: string, { host, port }: { host: string; port: number }): boolean {
  return noProxy.split(/[\s,]+/).some((rule) => {
    const [, name = '', itsPort] = /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(rule.toLowerCase()) ?? [];
    if (name === '' || (itsPort !== undefined && Number(itsPort) !== port)) return false;
    return name === '*' || host === name || host.endsWith(`.${name}`);
  });
}
