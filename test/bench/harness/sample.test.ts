import { expect, test } from 'vitest';
import { execa } from 'execa';

test(
  'a small run of the bench says what the harness costs, and that nothing recorded was paid for again',
  { timeout: 600_000 },
  async () => {
    const args = [
      'run',
      '-s',
      'bench',
      '--',
      'harness',
      '--packages',
      '6',
      '--turns',
      '15',
      '--without-codex',
      '--json',
    ];
    const { stdout } = await execa('npm', args, { stdin: 'ignore' });
    const figures = JSON.parse(stdout.split('\n').at(-1) ?? '') as Record<string, number | null>;
    expect(figures).toMatchObject({ codexBytesPerModule: null, repeatedRecordedCalls: 0 });
    for (const name of ['cpuMsPerTurn', 'overheadMsP50', 'overheadMsP95', 'bytesPerModule', 'cachedShare'])
      expect(figures[name], name).toBeGreaterThan(0);
  },
);
