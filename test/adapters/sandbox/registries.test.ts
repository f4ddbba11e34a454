import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { roomyLimits, sandboxForTest } from './sandbox-for-test.ts';

/** Real packages from real registries take their time. */
const patience = { timeout: 300_000 };

/** The folders of programs that may lie outside of /usr. */
async function toolchain(program: string, ...args: string[]): Promise<string[]> {
  const { stdout } = await execa(program, args);
  return stdout.startsWith('/usr/bin') ? [] : [dirname(stdout)];
}

/** Runs a command with an empty home and the public registries alone in reach. */
async function withRegistries(files: Record<string, string>, command: string, toolchains: string[] = []) {
  const { run, root, checkout } = await sandboxForTest({ hostEnv: process.env });
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(checkout, path)), { recursive: true });
    await writeFile(join(checkout, path), content);
  }
  const home = join(root, 'home');
  await mkdir(home);
  const limits = { ...roomyLimits, milliseconds: 280_000, memoryBytes: 3 * 2 ** 30, processes: 300 };
  const how = { network: 'registries', home, homeWritable: true, toolchains, limits } as const;
  const ran = await run(command, how);
  return { ...ran, offline: (line: string) => run(line, { ...how, network: 'none' }) };
}

test('npm installs from a lockfile', patience, async () => {
  const lock = {
    lockfileVersion: 3,
    packages: {
      '': { dependencies: { 'is-number': '7.0.0' } },
      'node_modules/is-number': {
        version: '7.0.0',
        resolved: 'https://registry.npmjs.org/is-number/-/is-number-7.0.0.tgz',
        integrity: 'sha512-41Cifkg6e8TylSpdtTpeLVMqvSBEVzTttHvERD741+pnZ8ANv0004MRL43QKPDlK9cGvNp6NZWZUBlbGXYxxng==',
      },
    },
  };
  const files = {
    'package.json': JSON.stringify({ dependencies: { 'is-number': '7.0.0' } }),
    'package-lock.json': JSON.stringify(lock),
  };
  const command = 'npm ci --no-audit --no-fund && node -p "require(\'is-number\')(5)"';
  expect(await withRegistries(files, command, [dirname(process.execPath)])).toMatchObject({
    exitCode: 0,
    out: expect.stringMatching(/true\n$/),
  });
});

test('pip installs into a virtual environment', patience, async () => {
  const python = await toolchain('python3', '-c', 'import sys; print(sys.base_prefix + "/bin/python3")');
  const command =
    'python3 -m venv .venv && .venv/bin/pip install -q iniconfig && .venv/bin/python -c "import iniconfig"';
  expect(await withRegistries({}, command, python)).toMatchObject({ exitCode: 0 });
});

test('go downloads modules, and checks them against the checksum database', patience, async () => {
  const files = { 'go.mod': 'module x\n\ngo 1.21\n\nrequire github.com/google/uuid v1.6.0\n' };
  const { stdout } = await execa('go', ['env', 'GOROOT']);
  const { exitCode, out } = await withRegistries(
    files,
    'go mod download && cat go.sum && ls ~/go/pkg/mod/github.com/google',
    [join(stdout, 'bin')],
  );
  expect(exitCode).toBe(0);
  expect(out).toContain('github.com/google/uuid v1.6.0/go.mod h1:');
  expect(out).toContain('uuid@v1.6.0');
});

test('cargo fetches crates', patience, async () => {
  const files = {
    'Cargo.toml': '[package]\nname = "x"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\nitoa = "1"\n',
    'src/lib.rs': '',
  };
  const { stdout } = await execa('rustc', ['--print', 'sysroot']);
  const { exitCode, err } = await withRegistries(files, 'cargo fetch', [join(stdout, 'bin')]);
  expect(err).toContain('Downloaded itoa');
  expect(exitCode).toBe(0);
});

test('Maven resolves what it needs only at test time, and works without network afterwards', patience, async () => {
  const pom = `<project><modelVersion>4.0.0</modelVersion><groupId>x</groupId><artifactId>x</artifactId><version>1</version>
<properties><maven.compiler.source>11</maven.compiler.source><maven.compiler.target>11</maven.compiler.target></properties>
<dependencies><dependency><groupId>junit</groupId><artifactId>junit</artifactId><version>4.13.2</version><scope>test</scope></dependency></dependencies></project>`;
  const files = {
    'pom.xml': pom,
    'src/test/java/OneTest.java': 'public class OneTest { @org.junit.Test public void works() {} }\n',
  };
  const { exitCode, out, offline } = await withRegistries(files, 'mvn -B test');
  expect(out).toMatch(/Tests run: 1, Failures: 0/);
  expect(exitCode).toBe(0);
  expect(await offline('mvn -B -o -q test')).toMatchObject({ exitCode: 0 });
});

test('Java trusts what the proxy’s key store holds', patience, async () => {
  const command =
    'keytool -list -storetype JKS -storepass changeit -keystore /run/drover/truststore.jks | grep -c trustedCertEntry';
  const { run } = await sandboxForTest({ hostEnv: { SSL_CERT_FILE: '/etc/ssl/certs/ca-certificates.crt' } });
  const { out, exitCode } = await run(command, { network: 'registries' });
  expect(exitCode).toBe(0);
  expect(Number(out)).toBeGreaterThan(50);
});
