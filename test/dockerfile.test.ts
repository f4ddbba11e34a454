import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DockerfileParser, type Copy } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';

const text = await readFile('Dockerfile', 'utf8');
const dockerfile = DockerfileParser.parse(text);
const sent = (await readFile('.dockerignore', 'utf8'))
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

describe('the Dockerfile', () => {
  it('has no fault that a linter knows', () => {
    expect(validate(text)).toEqual([]);
  });

  it('copies files that there are, and that docker is allowed to see', async () => {
    const copied = copies()
      .filter(({ from }) => from === undefined)
      .flatMap(({ sources }) => sources);
    expect(copied).toContain('src');
    for (const path of copied) await access(path);
    expect(sent).toEqual(['*', ...copied.map((path) => `!${path}`).toSorted()]);
  });

  it('takes from the build what is installed: the sources of an installed package, and what the build makes', async () => {
    const taken = copies()
      .filter(({ from }) => from === 'build')
      .flatMap(({ sources }) => sources);
    const { files } = JSON.parse(await readFile('package.json', 'utf8')) as { files: string[] };
    for (const path of files.filter((file) => file.startsWith('src/') || file === 'dist'))
      expect(taken).toContain(join('/drover', path));
    expect(taken).toContain('/drover/node_modules');
    // With it, the launcher would take the image for a checkout and install and build anew.
    expect(taken.filter((path) => path.includes('tsconfig'))).toEqual([]);
  });

  it('names the version of the image that it begins with', () => {
    const images = dockerfile.getFROMs().map((from) => from.getImage());
    expect(images).toHaveLength(2);
    for (const image of images) expect(image).toMatch(/^node:20\.\d+\.\d+-bookworm-slim$/);
  });

  it('installs what Drover calls', () => {
    const installed = argumentsOf('RUN').find((line) => line.includes('apt-get install')) ?? '';
    for (const name of ['bubblewrap', 'ca-certificates', 'git', 'openssh-client', 'tini'])
      expect(installed.split(/\s+/)).toContain(name);
  });

  it('runs as a user without rights, with signals passed on and the API’s health looked at', () => {
    expect(argumentsOf('USER')).toEqual(['1000']);
    expect(argumentsOf('ENTRYPOINT')).toEqual(['["tini", "--"]']);
    expect(argumentsOf('HEALTHCHECK')[0]).toContain('/healthz');
  });

  it('starts a program that the build makes', async () => {
    const command = JSON.parse(argumentsOf('CMD')[0] ?? '') as string[];
    await access((command.at(-1) ?? '').replace(/^dist\//, '').replace(/\.js$/, '.ts'));
  });
});

function copies(): { from: string | undefined; sources: string[] }[] {
  return dockerfile
    .getInstructions()
    .filter((instruction) => instruction.getKeyword() === 'COPY')
    .map((instruction) => {
      const sources = instruction.getArguments().map((argument) => argument.getValue());
      return { from: (instruction as Copy).getFromFlag()?.getValue() ?? undefined, sources: sources.slice(0, -1) };
    });
}

function argumentsOf(keyword: string): string[] {
  return dockerfile
    .getInstructions()
    .filter((instruction) => instruction.getKeyword() === keyword)
    .map((instruction) => instruction.getArgumentsContent() ?? '');
}
