import { shellWord } from '../../core/shell/shell-word.ts';
import type { Repository } from './repository.ts';

/** A folder of the repository with a manifest in it, seen from that folder. */
export type Project = {
  /** '' for the repository's top, else a path that ends in a slash. */
  at: string;
  /** Its files, relative to it. */
  files: string[];
  read(path: string): Promise<string | undefined>;
  readAll(paths: string[]): Promise<{ path: string; text: string }[]>;
  /** The version of Node that commands will find. */
  nodeVersion: string | undefined;
};

/** Sees the repository from one of its folders. */
export function projectAt(repository: Repository, at: string, nodeVersion: string | undefined): Project {
  const readAll: Project['readAll'] = async (paths) => {
    const texts = await repository.read(paths.map((path) => at + path));
    return paths.flatMap((path) => {
      const text = texts.get(at + path);
      return text === undefined ? [] : [{ path, text }];
    });
  };
  return {
    at,
    files: repository.files.filter((path) => path.startsWith(at)).map((path) => path.slice(at.length)),
    read: async (path) => (await readAll([path]))[0]?.text,
    readAll,
    nodeVersion,
  };
}

/** A pattern of the project as one of the repository. */
export function pattern(project: Project, relative: string): string {
  return project.at + relative;
}

/** A command that runs in the project's folder. */
export function inProject(project: Project, command: string): string {
  return project.at === '' ? command : `cd ${shellWord(project.at.slice(0, -1))} && ${command}`;
}

/** The module's path in such a command. */
export function moduleIn(project: Project): string {
  return project.at === '' ? '"$MODULE"' : `"\${MODULE#${shellWord(project.at)}}"`;
}
