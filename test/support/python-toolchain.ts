import { execa } from 'execa';

/** The folder of a python3 that lies outside of /usr, as `environment.path` wants it; none for Debian's. */
export async function pythonToolchain(): Promise<string[]> {
  const { stdout } = await execa('python3', ['-c', 'import sys; print(sys.base_prefix)']);
  return stdout === '/usr' ? [] : [`${stdout}/bin`];
}
