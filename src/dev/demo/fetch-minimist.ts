import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { Failure } from '../../domain/failure.ts';

const spec = 'minimist@1.2.8';
const fileName = 'minimist-1.2.8.tgz';

/** What the registry published for this version; every registry that serves other bytes is refused. */
const integrity = 'sha512-2yyAR8qBkN3YuheJanUpWC5U3bb5osDywNB8RzDVlDwDHbocAJveqqj1u8+SVD7jkWT4yvsHCpWqqWqAxb0zCA==';

/**
 * Gets the tarball of minimist 1.2.8 into `folder` and returns its path. It goes through the user's own npm, so that their registry,
 * proxy and certificates count and npm's cache answers when it can. Throws `InputRefused` with the way out.
 */
export async function fetchMinimist(folder: string): Promise<string> {
  // Few and short retries: npm's own defaults keep a person without a network waiting for more than a minute.
  const retries = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=2000'];
  const pack = await execa(
    'npm',
    ['pack', spec, '--pack-destination', folder, '--prefer-offline', '--ignore-scripts', '--json', ...retries],
    { cwd: folder, reject: false, stdin: 'ignore' },
  );
  if (pack.failed) throw new Failure('InputRefused', cannotFetch(pack.stderr || pack.message || ''), { cause: pack });
  const tarball = join(folder, fileName);
  const found = `sha512-${createHash('sha512')
    .update(await readFile(tarball))
    .digest('base64')}`;
  if (found !== integrity) {
    throw new Failure(
      'InputRefused',
      `The registry served another ${spec} than the published one (${found} instead of ${integrity}). Check which registry npm uses (npm config get registry), empty its cache (npm cache clean --force) and try again.`,
    );
  }
  return tarball;
}

function cannotFetch(stderr: string): string {
  const errors = stderr.split('\n').filter((line) => line.startsWith('npm error') && !line.includes('complete log'));
  const words = (errors.length > 0 ? errors.map((line) => line.slice('npm error'.length).trim()) : [stderr.trim()])
    .slice(0, 3)
    .join(' ');
  return `npm could not get ${spec} from the registry: ${words || 'it said nothing'}. The demo needs the registry once, npm's cache answers later. Check the connection, or name your registry with 'npm config set registry URL', and try again.`;
}
