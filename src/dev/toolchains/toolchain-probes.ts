import type { ToolchainName } from './toolchain.ts';

/** How to ask a toolchain where it really is. Version managers put shims and links on PATH, and those lead nowhere inside a sandbox. */
export type ToolchainProbe = {
  /** Its names on PATH, the best first. */
  programs: string[];
  args: string[];
  /** Where the first answer can't hold the version: how to ask for it. Its first number is taken. */
  versionArgs?: string[];
  /** Settings that keep the question from downloading anything. */
  env?: Record<string, string>;
  /** Reads the answer. `home` is the folder above `bin`; undefined when the folder is to be read off the program's own path. */
  read: (output: string) => { home?: string; bin?: string; version: string } | undefined;
};

export const toolchainProbes: Record<ToolchainName, ToolchainProbe> = {
  node: {
    programs: ['node'],
    args: ['-p', 'process.execPath + "\\n" + process.versions.node'],
    read: (output) => {
      const [path, version] = lines(output);
      return path === undefined || version === undefined ? undefined : { bin: folderOf(path), version };
    },
  },
  python: {
    programs: ['python3', 'python'],
    // The interpreter below a virtual environment: the environment itself is not there inside. -I: nothing of this folder is imported.
    args: [
      '-I',
      '-c',
      'import sys, os; print(os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable)); print("%d.%d.%d" % sys.version_info[:3])',
    ],
    read: (output) => {
      const [path, version] = lines(output);
      return path === undefined || version === undefined ? undefined : { bin: folderOf(path), version };
    },
  },
  go: {
    programs: ['go'],
    args: ['env', 'GOROOT', 'GOVERSION'],
    env: { GOTOOLCHAIN: 'local' },
    read: (output) => {
      const [home, version] = lines(output);
      return home === undefined || version === undefined ? undefined : { home, version: version.replace(/^go/, '') };
    },
  },
  java: {
    programs: ['java'],
    args: ['-XshowSettings:properties', '-version'],
    read: (output) => {
      const home = /^\s*java\.home = (.+)$/m.exec(output)?.[1];
      const version = /^\s*java\.version = (.+)$/m.exec(output)?.[1];
      return home === undefined || version === undefined ? undefined : { home, version };
    },
  },
  maven: { programs: ['mvn'], args: ['--version'], read: (output) => firstVersion(/^Apache Maven ([\w.-]+)/m, output) },
  gradle: { programs: ['gradle'], args: ['--version'], read: (output) => firstVersion(/^Gradle ([\w.-]+)/m, output) },
  rust: {
    programs: ['rustc'],
    args: ['--print', 'sysroot'],
    env: { RUSTUP_AUTO_INSTALL: '0' },
    versionArgs: ['--version'],
    read: (output) => {
      const [home] = lines(output);
      return home === undefined ? undefined : { home, version: 'of an unknown version' };
    },
  },
};

function lines(output: string): string[] {
  return output.split('\n').filter((line) => line.trim() !== '');
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

function firstVersion(pattern: RegExp, output: string): { version: string } | undefined {
  const version = pattern.exec(output)?.[1];
  return version === undefined ? undefined : { version };
}
