import { availableParallelism, homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { cacheFolder } from './dev/cache-folder.ts';
import { Failure } from './domain/failure.ts';

const roles = ['workflows', 'model', 'sandbox'] as const;

/** What a worker does, each on a task queue of its own: workflows and light steps, model calls, sandboxed commands. */
export type WorkerRole = (typeof roles)[number];

/** All that Drover reads from the environment; this file is the only reader of `process.env`. */
export type Config = {
  /** DROVER_DATA: where the store, the blobs, the journal and the environments lie. */
  dataFolder: string;
  /** XDG_CACHE_HOME/drover: what can be made again (the Temporal dev server's binary). */
  cacheFolder: string;
  temporal: {
    /** TEMPORAL_ADDRESS, host:port. */
    address: string | undefined;
    /** TEMPORAL_NAMESPACE */
    namespace: string;
    /** DROVER_TASK_QUEUE; the queues for model calls and sandboxed commands are named after it. */
    taskQueue: string;
    /** TEMPORAL_CLI_PATH */
    cliPath: string | undefined;
  };
  model: {
    /** OPENAI_API_KEY */
    apiKey: string | undefined;
    /** OPENAI_BASE_URL */
    baseUrl: string | undefined;
    /** DROVER_MODEL_IDLE_SECONDS: how long a stream may say nothing before the call is given up and retried. */
    idleTimeoutMs: number;
    /** DROVER_MODEL_CATALOG: a file of models that Drover does not know, or knows otherwise. */
    catalog: string | undefined;
  };
  worker: {
    /** DROVER_ROLES: what a worker of this process does, by commas; all of it by default. */
    roles: WorkerRole[];
    /** DROVER_MODEL_CONCURRENCY: how many model calls at once. They wait on the network. */
    modelConcurrency: number;
    /** DROVER_SANDBOX_CONCURRENCY: how many sandboxed commands at once; as many as processor cores, at least two, by default. */
    sandboxConcurrency: number;
  };
  api: {
    /** DROVER_API_HOST: where the API process listens. */
    host: string;
    /** DROVER_API_PORT; 0 is a free one. */
    port: number;
    /** DROVER_LOCAL_REPOSITORIES: whether migrations may name repositories by a path of this machine. */
    localRepositories: boolean;
    /** DROVER_TOOLCHAINS: below which folders, by colons, environment.path may lie; or any. */
    toolchains: 'any' | string[];
    /** DROVER_APPROVE_SIGNALS: off refuses decisions by signal in all migrations. */
    approveSignals: boolean;
    /** DROVER_TEMPORAL_UI: the address of Temporal's web pages, for links. */
    temporalUi: string | undefined;
  };
  /** Where the command line finds a Drover service; without an address, the one that runs in the data folder. */
  service: {
    /** DROVER_API */
    api: string | undefined;
    /** DROVER_TOKEN */
    token: string | undefined;
  };
  /** DROVER_REGISTRIES: the file with the registries that commands with `network: registries` reach besides the public ones. */
  registries: string | undefined;
  /** DROVER_SANDBOX */
  sandbox: 'auto' | 'bubblewrap' | 'unsafe-process';
  /** DROVER_FAILPOINT: kills this process at a named place; for tests. */
  failpoint: string | undefined;
  /** What sandboxed commands with network may need: certificates and proxies. */
  hostEnvironment: Record<string, string | undefined>;
};

/** Reads the configuration. Throws `InputRefused` naming the variable, its value and what would be right. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const home = env['HOME'] || homedir();
  const sandbox = choice(env, 'DROVER_SANDBOX', ['auto', 'bubblewrap', 'unsafe-process']);
  return {
    dataFolder: resolve(env['DROVER_DATA'] || join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'drover')),
    cacheFolder: cacheFolder(env),
    temporal: {
      address: env['TEMPORAL_ADDRESS'] || undefined,
      namespace: env['TEMPORAL_NAMESPACE'] || 'default',
      taskQueue: env['DROVER_TASK_QUEUE'] || 'drover',
      cliPath: env['TEMPORAL_CLI_PATH'] || undefined,
    },
    model: {
      apiKey: env['OPENAI_API_KEY'] || undefined,
      baseUrl: env['OPENAI_BASE_URL'] || undefined,
      idleTimeoutMs: seconds('DROVER_MODEL_IDLE_SECONDS', env['DROVER_MODEL_IDLE_SECONDS'], 120),
      catalog: env['DROVER_MODEL_CATALOG'] ? resolve(env['DROVER_MODEL_CATALOG']) : undefined,
    },
    worker: {
      roles: workerRoles(env['DROVER_ROLES']),
      modelConcurrency: concurrency('DROVER_MODEL_CONCURRENCY', env['DROVER_MODEL_CONCURRENCY'], 200),
      sandboxConcurrency: concurrency(
        'DROVER_SANDBOX_CONCURRENCY',
        env['DROVER_SANDBOX_CONCURRENCY'],
        Math.max(2, availableParallelism()),
      ),
    },
    api: {
      host: env['DROVER_API_HOST'] || '127.0.0.1',
      port: port('DROVER_API_PORT', env['DROVER_API_PORT'], 7400),
      localRepositories: choice(env, 'DROVER_LOCAL_REPOSITORIES', ['refuse', 'allow']) === 'allow',
      toolchains: toolchainFolders(env['DROVER_TOOLCHAINS']),
      approveSignals: choice(env, 'DROVER_APPROVE_SIGNALS', ['on', 'off']) === 'on',
      temporalUi: webAddress('DROVER_TEMPORAL_UI', env['DROVER_TEMPORAL_UI']),
    },
    service: { api: env['DROVER_API'] || undefined, token: env['DROVER_TOKEN'] || undefined },
    registries: env['DROVER_REGISTRIES'] ? resolve(env['DROVER_REGISTRIES']) : undefined,
    sandbox,
    failpoint: env['DROVER_FAILPOINT'] || undefined,
    hostEnvironment: env,
  };
}

function seconds(name: string, value: string | undefined, byDefault: number): number {
  const count = value === undefined || value === '' ? byDefault : Number(value);
  if (!Number.isFinite(count) || count <= 0) {
    throw new Failure('InputRefused', `${name} is ${JSON.stringify(value)}: write a number of seconds above 0.`);
  }
  return count * 1_000;
}

function workerRoles(value: string | undefined): WorkerRole[] {
  const wanted = (value ?? '').split(',').flatMap((part) => part.trim() || []);
  const unknown = wanted.find((part) => !roles.some((role) => role === part));
  if (unknown !== undefined) {
    throw new Failure(
      'InputRefused',
      `DROVER_ROLES is ${JSON.stringify(value)}, and there is no role ${JSON.stringify(unknown)}: write one or more of ${roles.join(', ')}, with commas between.`,
    );
  }
  return wanted.length === 0 ? [...roles] : roles.filter((role) => wanted.includes(role));
}

function concurrency(name: string, value: string | undefined, byDefault: number): number {
  if (value === undefined || value === '') return byDefault;
  if (!/^[1-9]\d{0,3}$/.test(value)) {
    throw new Failure('InputRefused', `${name} is ${JSON.stringify(value)}: write a whole number from 1 to 9999.`);
  }
  return Number(value);
}

/** One of some words; the first where the variable is not set. */
function choice<const Word extends string>(
  env: Record<string, string | undefined>,
  name: string,
  words: readonly [Word, ...Word[]],
): Word {
  const value = env[name] || words[0];
  const found = words.find((word) => word === value);
  if (found !== undefined) return found;
  const list = `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
  throw new Failure('InputRefused', `${name} is ${JSON.stringify(value)}: write ${list}.`);
}

function port(name: string, value: string | undefined, byDefault: number): number {
  const number = value === undefined || value === '' ? byDefault : Number(value);
  if (Number.isInteger(number) && number >= 0 && number <= 65_535) return number;
  throw new Failure(
    'InputRefused',
    `${name} is ${JSON.stringify(value)}: write a port, 1 to 65535, or 0 for a free one.`,
  );
}

function webAddress(name: string, value: string | undefined): string | undefined {
  if (value === undefined || value === '') return undefined;
  if (/^https?:\/\//.test(value) && URL.canParse(value)) return value;
  throw new Failure(
    'InputRefused',
    `${name} is ${JSON.stringify(value)}: write an address such as http://localhost:8233.`,
  );
}

function toolchainFolders(value: string | undefined): 'any' | string[] {
  if (value === 'any') return 'any';
  const folders = (value || '/usr:/opt').split(':').filter((folder) => folder !== '');
  const relative = folders.find((folder) => !isAbsolute(folder));
  if (relative === undefined) return folders;
  throw new Failure(
    'InputRefused',
    `DROVER_TOOLCHAINS has the folder ${JSON.stringify(relative)}: write absolute paths, by colons, or any.`,
  );
}
