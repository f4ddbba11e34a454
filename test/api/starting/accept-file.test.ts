import { expect, test } from 'vitest';
import { acceptFile } from '../../../src/api/starting/accept-file.ts';
import { smallMigration } from '../../support/small-migration.ts';

const all = { localRepositories: true, approveSignals: true, toolchains: 'any' } as const;
const https = 'https://git.example/x.git';

function faults(body: unknown, allowed: Parameters<typeof acceptFile>[1]): string[] {
  try {
    acceptFile(body, allowed);
    return [];
  } catch (error) {
    return (error as { errors: { field: string; detail: string }[] }).errors.map(
      ({ field, detail }) => `${field}: ${detail}`,
    );
  }
}

test('paths of the service’s machine are taken where the operator allows them, and only whole ones', () => {
  expect(faults(smallMigration('/srv/x'), all)).toEqual([]);
  expect(faults(smallMigration('file:///srv/x'), all)).toEqual([]);
  expect(faults(smallMigration('./x'), all)).toEqual([
    expect.stringMatching(/^repository\.url: write an absolute path/),
  ]);
  expect(faults(smallMigration('/srv/x'), { ...all, localRepositories: false })).toEqual([
    expect.stringContaining('DROVER_LOCAL_REPOSITORIES=allow'),
  ]);
  expect(faults(smallMigration(https), { ...all, localRepositories: false })).toEqual([]);
});

test('toolchains may lie below the folders that the operator names, however their paths are spelled', () => {
  const file = (...path: string[]) => ({ ...smallMigration(https), environment: { path } });
  const allowed = { ...all, toolchains: ['/opt', '/srv/tools/'] };
  expect(faults(file('/opt/node/bin', '/srv/tools/go/bin', '/opt/bin'), allowed)).toEqual([]);
  expect(faults(file('/opt/../root/.ssh', '/optional/bin', '/srv', '/srv/tools', '/srv/tools/'), allowed)).toEqual([
    expect.stringMatching(/^environment\.path\[0\]: .*DROVER_TOOLCHAINS/),
    expect.stringMatching(/^environment\.path\[1\]: /),
    expect.stringMatching(/^environment\.path\[2\]: /),
    // Commands would see all of /srv.
    expect.stringMatching(/^environment\.path\[3\]: /),
    expect.stringMatching(/^environment\.path\[4\]: /),
  ]);
  expect(faults(file('/anywhere/bin'), all)).toEqual([]);
});

test('the operator’s refusal of signals holds for every migration', () => {
  const file = { ...smallMigration(https), approve: { signals: true } };
  expect(acceptFile(file, all).approve.signals).toBe(true);
  expect(acceptFile(file, { ...all, approveSignals: false }).approve.signals).toBe(false);
});
