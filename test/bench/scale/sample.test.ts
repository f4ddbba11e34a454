import { expect, test } from 'vitest';
import { execa } from 'execa';

test(
  'a sweep of a thousand modules ends, with no long history, and says what it costs beside Temporal alone',
  { timeout: 1_800_000 },
  async () => {
    const args = ['run', '-s', 'bench', '--', 'scale', '--modules', '1000', '--json'];
    const { stdout } = await execa('npm', args, { stdin: 'ignore' });
    const figures = JSON.parse(stdout.split('\n').at(-1) ?? '') as Record<string, number>;
    expect(figures).toMatchObject({ modules: 1_000, parentMemoryMb: { at1000: expect.any(Number), at10000: null } });
    expect(figures['maxHistoryEvents']).toBeLessThan(10_000);
    expect(figures['planMemoryMb']).toBeLessThan(1_000);
    for (const name of ['modulesPerSecond', 'shareOfBareTemporal', 'planSeconds'])
      expect(figures[name], name).toBeGreaterThan(0);
  },
);
