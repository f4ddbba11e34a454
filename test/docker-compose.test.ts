import { readFile } from 'node:fs/promises';
import { execa } from 'execa';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../src/config.ts';
import { serverArguments } from '../src/dev/temporal/server-arguments.ts';

/** The reference implementation of the compose specification; Go fetches and builds it, once. */
const parser = 'github.com/compose-spec/compose-go/v2/cmd@v2.16.2';

type Service = {
  image: string;
  build?: object;
  command?: string[];
  environment?: Record<string, string | number>;
  volumes?: { type: string; source: string }[];
  ports?: { host_ip?: string }[];
  networks: Record<string, unknown>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test?: string[]; disable?: boolean };
  cap_drop?: string[];
  security_opt?: string[];
};
type Compose = {
  services: Record<string, Service>;
  volumes: Record<string, object>;
  networks: Record<string, { internal?: boolean }>;
  configs: Record<string, { content: string }>;
};

let compose: Compose;
let drover: [string, Service][];

beforeAll(async () => {
  const { stdout } = await execa('go', ['run', parser, '--no-interpolation', '--format', 'json', 'docker-compose.yml']);
  compose = JSON.parse(stdout) as Compose;
  drover = Object.entries(compose.services).filter(([, { build }]) => build !== undefined);
}, 600_000);

describe('docker-compose.yml', () => {
  it('keeps everything in volumes with a name, so that nothing is lost with its container', () => {
    const used = services().flatMap(({ volumes = [] }) => volumes);
    expect(new Set(used.map(({ source }) => source))).toEqual(new Set(Object.keys(compose.volumes)));
    expect(new Set(used.map(({ type }) => type))).toEqual(new Set(['volume']));
  });

  it('gives all of Drover the same image, with the version of the package, and all others a version', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
    expect(new Set(drover.map(([, { image }]) => image))).toEqual(new Set([`drover:${version}`]));
    for (const { image } of services()) expect(image).toMatch(/:\d+\.\d+/);
  });

  it('runs every role of a worker once, and the API', () => {
    const roles = drover.flatMap(([, { environment }]) => environment?.['DROVER_ROLES'] ?? []);
    expect(new Set(roles)).toEqual(new Set(readConfig({}).worker.roles));
    expect(roles).toHaveLength(3);
    expect(drover.filter(([, { command }]) => command === undefined).map(([name]) => name)).toEqual(['api']);
  });

  it('sets no variable of Drover that Drover does not read', async () => {
    const read = (await readFile('src/config.ts', 'utf8')).match(/(?<=')[A-Z][A-Z_]+(?=')/g) ?? [];
    for (const [, { environment = {} }] of drover) {
      expect(read).toEqual(expect.arrayContaining(Object.keys(environment)));
      expect(() => readConfig(literal(environment))).not.toThrow();
    }
  });

  it('tells the key to the workers alone that call the model, and demands it and the database’s password', async () => {
    const knows = drover.filter(([, { environment }]) => environment?.['OPENAI_API_KEY'] !== undefined);
    expect(knows.map(([, { environment }]) => environment?.['DROVER_ROLES'])).toEqual(['model']);
    const { failed, stderr } = await execa('go', ['run', parser, 'docker-compose.yml'], { reject: false });
    expect(failed).toBe(true);
    for (const name of ['POSTGRES_PASSWORD', 'OPENAI_API_KEY'])
      expect(stderr).toContain(`required variable ${name} is missing a value: write ${name}=...`);
  });

  it('lets Drover’s containers do nothing that they need not, and gives the sandbox what it needs', async () => {
    for (const [, { cap_drop, security_opt }] of drover) {
      expect(cap_drop).toEqual(['ALL']);
      expect(security_opt).toContain('no-new-privileges:true');
    }
    const open = drover.filter(([, { security_opt = [] }]) => security_opt.length > 1);
    expect(open.map(([, { environment }]) => environment?.['DROVER_ROLES'])).toEqual(['sandbox']);
    const profile = open[0]?.[1].security_opt?.find((option) => option.startsWith('seccomp='));
    const { defaultAction, syscalls } = JSON.parse(await readFile(profile?.slice('seccomp='.length) ?? '', 'utf8')) as {
      defaultAction: string;
      syscalls: { names: string[]; action: string }[];
    };
    expect({ defaultAction, actions: syscalls.map(({ action }) => action) }).toEqual({
      defaultAction: 'SCMP_ACT_ALLOW',
      actions: ['SCMP_ACT_ERRNO'],
    });
    const refused = syscalls.flatMap(({ names }) => names);
    for (const call of ['clone', 'clone3', 'unshare', 'setns', 'mount', 'umount2', 'pivot_root', 'seccomp'])
      expect(refused).not.toContain(call);
    for (const call of ['bpf', 'keyctl', 'init_module', 'open_by_handle_at', 'perf_event_open'])
      expect(refused).toContain(call);
  });

  it('lets nobody but Temporal reach the database, and no other machine reach anything', () => {
    expect(compose.networks['database']?.internal).toBe(true);
    const near = Object.entries(compose.services).filter(([, { networks }]) => 'database' in networks);
    expect(near.map(([name]) => name).toSorted()).toEqual(['postgresql', 'temporal']);
    expect(Object.keys(compose.services['postgresql']?.networks ?? {})).toEqual(['database']);
    for (const port of services().flatMap(({ ports = [] }) => ports)) expect(port.host_ip).toBe('127.0.0.1');
  });

  it('starts nothing before what it needs is healthy', () => {
    for (const { depends_on: needs = {} } of services()) {
      for (const [name, { condition }] of Object.entries(needs)) {
        expect(condition).toBe('service_healthy');
        expect(compose.services[name]?.healthcheck?.test).toBeDefined();
      }
    }
    for (const [, { depends_on: needs = {} }] of drover) expect(Object.keys(needs)).toEqual(['temporal']);
  });

  it('looks at the health of the API as its image says, and of no worker: they serve no port', () => {
    const unwatched = drover.filter(([, { healthcheck }]) => healthcheck?.disable).map(([name]) => name);
    expect(unwatched.toSorted()).toEqual(
      drover
        .map(([name]) => name)
        .filter((name) => name !== 'api')
        .toSorted(),
    );
  });

  it('gives the server the same settings as the dev server has', () => {
    const settings = parse(compose.configs['temporal-dynamic-config']?.content ?? '') as Record<
      string,
      { value: number }[]
    >;
    const flags = Object.entries(settings).map(([name, [setting]]) => `${name}=${setting?.value}`);
    const args = serverArguments({ port: 1, uiPort: undefined, folder: undefined });
    expect(args.filter((_, index) => args[index - 1] === '--dynamic-config-value')).toEqual(flags);
  });
});

function services(): Service[] {
  return Object.values(compose.services);
}

/** What a container gets when the variables that compose puts in are empty where they may be, and set where they must be. */
function literal(environment: Record<string, string | number>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      String(value)
        .replace(/\$\{\w+:-(.*?)\}/, '$1')
        .replace(/\$\{\w+:\?.*\}/, 'set'),
    ]),
  );
}
