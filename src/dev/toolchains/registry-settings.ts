import { execa } from 'execa';

/** Where packages come from on this machine, where that differs from the default, as variables for sandboxed commands. */
export type RegistrySettings = {
  env: Record<string, string>;
  /** Settings that hold credentials, which no sandboxed command gets. */
  withheld: string[];
};

type Ask = { env: Readonly<Record<string, string | undefined>>; folder: string };

const goDefaults: Record<string, string> = { GOPROXY: 'https://proxy.golang.org,direct', GOSUMDB: 'sum.golang.org' };

/** Asks npm, pip or go for their settings as they are in a folder; none where the program does not answer. */
export async function registrySettings(kind: 'npm' | 'pip' | 'go', ask: Ask): Promise<RegistrySettings> {
  const found = await { npm: npmSettings, pip: pipSettings, go: goSettings }[kind](ask);
  const entries = Object.entries(found).filter(([, value]) => value !== '');
  return {
    env: Object.fromEntries(entries.filter(([, value]) => !hasCredentials(value))),
    withheld: entries.filter(([, value]) => hasCredentials(value)).map(([name]) => name),
  };
}

async function npmSettings(ask: Ask): Promise<Record<string, string>> {
  const registry = (await output('npm', ['config', 'get', 'registry'], ask)).trim();
  return /^https?:/.test(registry) && !/^https:\/\/registry\.npmjs\.org\/?$/.test(registry)
    ? { npm_config_registry: registry }
    : {};
}

async function pipSettings(ask: Ask): Promise<Record<string, string>> {
  const list = await output('python3', ['-m', 'pip', 'config', 'list'], ask);
  const settings = [...list.matchAll(/^[\w:]*\.(index-url|extra-index-url)='(.*)'$/gm)];
  return Object.fromEntries(
    settings.map(([, name = '', value = '']) => [`PIP_${name.replaceAll('-', '_').toUpperCase()}`, value]),
  );
}

async function goSettings(ask: Ask): Promise<Record<string, string>> {
  const names = ['GOPROXY', 'GOSUMDB', 'GONOSUMDB', 'GOPRIVATE', 'GONOPROXY'];
  const text = await output('go', ['env', '-json', ...names], { ...ask, env: { ...ask.env, GOTOOLCHAIN: 'local' } });
  const settings = text === '' ? {} : (JSON.parse(text) as Record<string, string>);
  return Object.fromEntries(Object.entries(settings).filter(([name, value]) => value !== goDefaults[name]));
}

async function output(program: string, args: string[], { env, folder }: Ask): Promise<string> {
  const { failed, stdout } = await execa(program, args, {
    cwd: folder,
    env: { ...env },
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    timeout: 20_000,
  });
  return failed ? '' : stdout;
}

function hasCredentials(value: string): boolean {
  return /\/\/[^/@\s,]+@/.test(value);
}
