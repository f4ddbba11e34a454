import { cp, readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';

/** A copy of the rig that may be written to. */
export type Rig = {
  folder: string;
  /** Makes sure that a peer is installed in the copy, with the very command that the rig has for it. */
  install(peer: string): Promise<void>;
  /** Runs the rig's own comparison of peers, in its parallel mode. */
  runPeers(options: {
    peers: string[];
    packages: number;
    jobs: number;
    latency: number;
    port: number;
    out: string;
  }): Promise<void>;
};

/** Programs of the rig are measured as the rig measures them: without what makes every start of Node slower. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const { NODE_EXTRA_CA_CERTS: _certificates, NODE_OPTIONS: _options, ...rest } = process.env;
  return rest;
}

/** Copies the rig, with the peers that are installed in it, to `folder`; a copy that is there already is used again. */
export async function copyRig(from: string, folder: string): Promise<Rig> {
  if (!existsSync(join(folder, 'bench.sh'))) {
    await cp(from, folder, { recursive: true, verbatimSymlinks: true });
    // The original may be read-only, and so would be its copy.
    await execa('chmod', ['-R', 'u+w', folder]);
  }
  return {
    folder,
    async install(peer) {
      const line = (await readFile(join(folder, 'install-peers.sh'), 'utf8'))
        .split('\n')
        .find((text) => text.includes(`peers/${peer} `));
      if (line === undefined || existsSync(join(folder, 'peers', peer))) return;
      // With the certificates: a registry may need them.
      await execa('bash', ['-c', line], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    },
    async runPeers({ peers, packages, jobs, latency, port, out }) {
      const args = [
        '-p',
        peers.join(' '),
        '-m',
        'par',
        '-n',
        packages,
        '-k',
        packages,
        '-j',
        jobs,
        '-l',
        latency,
        '-P',
        port,
        '-o',
        out,
      ];
      await execa(join(folder, 'bench.sh'), args.map(String), {
        env: plainEnvironment(),
        extendEnv: false,
        stdio: ['ignore', 2, 2],
      });
    },
  };
}
