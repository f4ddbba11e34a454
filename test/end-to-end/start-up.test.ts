import { execa } from 'execa';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Says at a program's end how much processor time it took, which the machine's other work hardly changes. */
const watcher = `process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  process._rawDebug('processor time: ' + Math.round((user + system) / 1000) + ' ms');
});`;

test.each([['--help'], ['list'], ['approve', '--help']])(
  'drover %s starts at once: it takes less than 300 ms of processor time',
  async (...args) => {
    const home = await temporaryFolder();
    const { stderr } = await execa(
      process.execPath,
      ['--import', `data:text/javascript,${encodeURIComponent(watcher)}`, 'src/dev/launch.mjs', 'drover', ...args],
      { env: { PATH: process.env['PATH'], HOME: home }, extendEnv: false, reject: false },
    );
    const [, milliseconds] = /processor time: (\d+) ms/.exec(stderr) ?? [];
    expect(Number(milliseconds)).toBeLessThan(300);
  },
);
