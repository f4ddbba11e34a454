import { execa } from 'execa';

/**
 * The user's npm settings that a sandboxed `npm install` needs to reach the same registry, as environment variables: registry, proxy and
 * certificates. It sees none of the user's files, so that an address with credentials in it is left out.
 */
export async function npmEnvironment(): Promise<Record<string, string>> {
  const { stdout } = await execa('npm', ['config', 'list', '--json'], { stdin: 'ignore' });
  const config = JSON.parse(stdout) as Record<string, unknown>;
  const settings = {
    npm_config_registry: config['registry'],
    npm_config_https_proxy: config['https-proxy'],
    npm_config_proxy: config['proxy'],
    npm_config_cafile: config['cafile'],
  };
  return Object.fromEntries(
    Object.entries(settings).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && !hasCredentials(entry[1]),
    ),
  );
}

function hasCredentials(value: string): boolean {
  return URL.canParse(value) && `${new URL(value).username}${new URL(value).password}` !== '';
}
