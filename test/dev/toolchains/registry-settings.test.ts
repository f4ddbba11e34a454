import { expect, it } from 'vitest';
import { registrySettings } from '../../../src/dev/toolchains/registry-settings.ts';
import { executable } from '../../support/executable.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

it('takes over where packages come from, where that differs from the default', async () => {
  const folder = await temporaryFolder();
  const ask = { env: { PATH: `${folder}:/usr/bin:/bin` }, folder };
  await executable(folder, 'npm', 'echo https://npm.example.org/');
  await executable(
    folder,
    'python3',
    `echo "global.index-url='https://pypi.example.org/simple'"; echo "global.timeout='60'"`,
  );
  await executable(
    folder,
    'go',
    `echo '{"GOPROXY":"https://go.example.org","GOSUMDB":"sum.golang.org","GOPRIVATE":""}'`,
  );
  expect(await registrySettings('npm', ask)).toEqual({
    env: { npm_config_registry: 'https://npm.example.org/' },
    withheld: [],
  });
  expect(await registrySettings('pip', ask)).toEqual({
    env: { PIP_INDEX_URL: 'https://pypi.example.org/simple' },
    withheld: [],
  });
  expect(await registrySettings('go', ask)).toEqual({ env: { GOPROXY: 'https://go.example.org' }, withheld: [] });
});

it('leaves out the defaults, and an address with credentials in it, whose name it tells', async () => {
  const folder = await temporaryFolder();
  const ask = { env: { PATH: `${folder}:/usr/bin:/bin` }, folder };
  await executable(folder, 'npm', 'echo https://registry.npmjs.org/');
  await executable(folder, 'python3', `echo "global.extra-index-url='https://me:secret@pypi.example.org/simple'"`);
  expect(await registrySettings('npm', ask)).toEqual({ env: {}, withheld: [] });
  expect(await registrySettings('pip', ask)).toEqual({ env: {}, withheld: ['PIP_EXTRA_INDEX_URL'] });
});

it('says nothing where the program is missing', async () => {
  const folder = await temporaryFolder();
  expect(await registrySettings('go', { env: { PATH: folder }, folder })).toEqual({ env: {}, withheld: [] });
});
