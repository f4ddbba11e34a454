import { cp, mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import type { ListedPackage } from './package-list.ts';

/** The dependencies of a program that have a jar of test sources, as Maven resolves them. */
export async function listMavenSources(program: string, work: string): Promise<ListedPackage[]> {
  const [group, artifact, version] = program.split(':');
  await writePom(
    work,
    `<dependencies><dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency></dependencies>`,
  );
  const wanted = ['-Dclassifier=test-sources', '-DfailOnMissingClassifierArtifact=false'];
  await mvn(
    work,
    'dependency:copy-dependencies',
    ...wanted,
    '-Dmdep.useRepositoryLayout=true',
    '-DoutputDirectory=found',
  );
  const files = await readdir(join(work, 'found'), { recursive: true });
  return files
    .filter((file) => file.endsWith('-test-sources.jar'))
    .map((file) => {
      const parts = dirname(file).split('/');
      const [name = '', at = ''] = parts.slice(-2);
      return { kind: 'maven', name: `${parts.slice(0, -2).join('.')}:${name}`, version: at };
    });
}

/** Lays out a project as Maven wants it: the published pom, the sources and the test sources, and what lies beside them as resources. */
export async function unpackMavenSources(one: ListedPackage, folder: string, work: string): Promise<void> {
  const [group, artifact] = one.name.split(':');
  const item = (type: string, classifier: string, name: string) =>
    `<artifactItem><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${one.version}</version><type>${type}</type>${classifier}<destFileName>${name}</destFileName></artifactItem>`;
  const items = [
    item('pom', '', 'pom.xml'),
    item('jar', '<classifier>sources</classifier>', 'main.jar'),
    item('jar', '<classifier>test-sources</classifier>', 'test.jar'),
  ];
  await writePom(
    work,
    `<build><plugins><plugin><groupId>org.apache.maven.plugins</groupId><artifactId>maven-dependency-plugin</artifactId><configuration><artifactItems>${items.join('')}</artifactItems><outputDirectory>got</outputDirectory></configuration></plugin></plugins></build>`,
  );
  await mvn(work, 'dependency:copy');
  for (const part of ['main', 'test']) await layOut(join(work, 'got', `${part}.jar`), join(folder, 'src', part), work);
  await cp(join(work, 'got/pom.xml'), join(folder, 'pom.xml'));
}

async function layOut(jar: string, to: string, work: string): Promise<void> {
  const from = join(work, 'unpacked', to.slice(to.lastIndexOf('/') + 1));
  await mkdir(from, { recursive: true });
  await execa('unzip', ['-q', jar, '-x', 'META-INF/MANIFEST.MF', 'META-INF/maven/*', '-d', from]);
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const target = join(to, entry.name.endsWith('.java') ? 'java' : 'resources', path.slice(from.length + 1));
    await mkdir(dirname(target), { recursive: true });
    await rename(path, target);
  }
}

async function writePom(work: string, body: string): Promise<void> {
  await mkdir(work, { recursive: true });
  const head =
    '<modelVersion>4.0.0</modelVersion><groupId>list</groupId><artifactId>list</artifactId><version>0</version>';
  await writeFile(join(work, 'pom.xml'), `<project>${head}${body}</project>\n`);
}

async function mvn(cwd: string, ...args: string[]): Promise<void> {
  await execa('mvn', ['--quiet', '--batch-mode', ...args], { cwd });
}
