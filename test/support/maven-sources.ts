import { createHash } from 'node:crypto';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

/** What Maven Central published for commons-csv 1.6. */
const published = {
  sources: 'd0b39c137c7c690e2db31f9f2e46a800a02d41666865979215821ab519f4bcae',
  'test-sources': '54cde0aeb18ef7b11eef0ca94f81b65a48b0b7294c14945f673c41799d039d25',
};

/**
 * Gets the sources and test sources of commons-csv 1.6 by the user's own Maven, and puts them where its pom.xml expects them. What measures
 * speed stays away, with its 34 MB of city names: no test of the project runs it.
 */
export async function mavenSources(): Promise<string> {
  const folder = await temporaryFolder();
  const project = join(folder, 'commons-csv');
  for (const [classifier, digest] of Object.entries(published)) {
    const artifact = `org.apache.commons:commons-csv:1.6:jar:${classifier}`;
    await execa('mvn', ['-q', '-B', copy, `-Dartifact=${artifact}`, '-DoutputDirectory=.'], {
      cwd: folder,
      stdin: 'ignore',
    });
    const jar = join(folder, `commons-csv-1.6-${classifier}.jar`);
    expect(
      createHash('sha256')
        .update(await readFile(jar))
        .digest('hex'),
      jar,
    ).toBe(digest);
    await mkdir(join(folder, classifier));
    await execa('jar', ['-xf', jar], { cwd: join(folder, classifier) });
  }
  await cp(join(folder, 'sources/META-INF/maven/org.apache.commons/commons-csv/pom.xml'), join(project, 'pom.xml'));
  await cp(join(folder, 'sources/org'), join(project, 'src/main/java/org'), { recursive: true });
  await cp(join(folder, 'test-sources/org'), join(project, 'src/test/java/org'), {
    recursive: true,
    filter: (path) => !/(\/perf|Benchmark\.java|\/PerformanceTest\.java)$/.test(path),
  });
  for (const name of ['CSV-198', 'CSV-213', 'CSVFileParser', 'csv-167'])
    await cp(join(folder, 'test-sources', name), join(project, 'src/test/resources', name), { recursive: true });
  return project;
}

const copy = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy';
