import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { makeCrate } from './make-list.ts';
import { unpackMavenSources } from './maven-sources.ts';
import type { ListedPackage, PackageKind } from './package-list.ts';

/** Brings a package's published files into a folder of its own, with the registry's own client; `work` is there to do it in. */
export async function unpackPackage(one: ListedPackage, folder: string, work: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  await ways[one.kind](one, folder, work);
  // Go keeps its modules read-only.
  await execa('chmod', ['-R', 'u+w', folder]);
}

type Way = (one: ListedPackage, folder: string, work: string) => Promise<void>;

const ways: Record<PackageKind, Way> = {
  async npm({ name, version }, folder, work) {
    const packed = [
      'pack',
      '--silent',
      '--prefer-offline',
      '--ignore-scripts',
      '--pack-destination',
      work,
      `${name}@${version}`,
    ];
    const { stdout } = await execa('npm', packed, { cwd: work });
    await untar(join(work, stdout.trim()), folder);
  },

  async pypi({ name, version }, folder, work) {
    const wanted = ['--no-deps', '--no-binary', name, '--dest', work, `${name}==${version}`];
    await execa('python3', ['-m', 'pip', 'download', '--quiet', ...wanted], { cwd: work });
    const [sdist] = (await readdir(work)).filter((file) => file.endsWith('.tar.gz'));
    if (sdist === undefined) throw new Error(`There is no sdist of ${name} ${version}.`);
    await untar(join(work, sdist), folder);
  },

  async go({ name, version }, folder, work) {
    const { stdout } = await execa('go', ['mod', 'download', '-json', `${name}@${version}`], { cwd: work });
    const { Dir: from } = JSON.parse(stdout) as { Dir: string };
    await cp(from, folder, { recursive: true });
  },

  async crates({ name, version }, folder, work) {
    await makeCrate(work, [`${name} = "=${version}"`]);
    await execa('cargo', ['vendor', '--quiet', '--versioned-dirs'], { cwd: work });
    await cp(join(work, 'vendor', `${name}-${version}`), folder, { recursive: true });
    await rm(join(folder, '.cargo-checksum.json'));
  },

  maven: unpackMavenSources,
};

async function untar(archive: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await execa('tar', ['-xzf', archive, '--strip-components=1', '--no-same-owner', '-C', folder]);
}
