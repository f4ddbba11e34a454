import { execFileSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inheritedDescriptors } from '../../../src/adapters/sandbox/inherited-descriptors.ts';
import { prologue } from '../../../src/adapters/sandbox/prologue.ts';
import { roomyLimits } from './sandbox-for-test.ts';

const host = { hasBash: true, countsProcesses: false };

test('sets limits with nothing to say, in every shell that is taken', () => {
  for (const inherited of [[], [251]]) {
    const { shell, commands } = prologue(roomyLimits, inherited, { ...host, countsProcesses: true });
    const out = execFileSync(shell, ['-c', `{ ${commands}; } 2>&1; ulimit -c; ulimit -f`]).toString();
    expect(out).toBe(shell === '/bin/bash' ? '0\n8388608\n' : '0\n16777216\n');
  }
});

test('limits processes only where the kernel counts those of the sandbox alone', () => {
  expect(prologue(roomyLimits, [], host).commands).not.toContain('ulimit -u');
  expect(prologue(roomyLimits, [], { ...host, countsProcesses: true }).commands).toContain('ulimit -u 3200');
});

test('takes bash only to close descriptors of two digits, and only where there is one', () => {
  expect(prologue(roomyLimits, [7], host)).toMatchObject({
    shell: '/bin/sh',
    commands: expect.stringContaining('exec 7>&-'),
  });
  expect(prologue(roomyLimits, [7, 17], host)).toMatchObject({
    shell: '/bin/bash',
    commands: expect.stringContaining('exec 17>&-'),
  });
  expect(prologue(roomyLimits, [7, 17], { ...host, hasBash: false }).commands).not.toContain('17');
});

test('a file that Node opens is not handed on', () => {
  const descriptor = openSync('/dev/null', 'r');
  const inherited = inheritedDescriptors();
  closeSync(descriptor);
  expect(inherited).not.toContain(descriptor);
});
