import { execa } from 'execa';
import { withoutCredentials } from './without-credentials.ts';

const settings = {
  'index-url': 'PIP_INDEX_URL',
  'extra-index-url': 'PIP_EXTRA_INDEX_URL',
  'trusted-host': 'PIP_TRUSTED_HOST',
  proxy: 'PIP_PROXY',
  timeout: 'PIP_DEFAULT_TIMEOUT',
};

/**
 * The user's pip settings that a sandboxed `pip install` needs to reach the same index, as environment variables. Certificates are handed
 * on by the sandbox itself.
 */
export async function pythonRegistry(): Promise<Record<string, string>> {
  const { stdout } = await execa('python3', ['-m', 'pip', 'config', 'list'], { stdin: 'ignore' });
  const found = stdout.split('\n').flatMap((line) => {
    const [, name = '', value = ''] = /^(?:global|install|:env:)\.([a-z-]+)='(.*)'$/.exec(line) ?? [];
    const variable = settings[name as keyof typeof settings];
    return variable === undefined ? [] : [[variable, value] as const];
  });
  return withoutCredentials(Object.fromEntries(found));
}
