import { execa } from 'execa';
import { withoutCredentials } from './without-credentials.ts';

const names = ['GOPROXY', 'GOSUMDB', 'GONOSUMDB', 'GONOPROXY', 'GOPRIVATE', 'GOINSECURE'];

/** The user's Go settings that a sandboxed `go mod download` needs to reach the same proxy, as environment variables. */
export async function goRegistry(): Promise<Record<string, string>> {
  const { stdout } = await execa('go', ['env', '-json', ...names], { stdin: 'ignore' });
  const found = JSON.parse(stdout) as Record<string, string>;
  return withoutCredentials(Object.fromEntries(Object.entries(found).filter(([, value]) => value !== '')));
}
