import { expect, test } from 'vitest';
import { seccompFilter } from '../../../src/adapters/sandbox/seccomp-filter.ts';

const allowed = 0x7fff0000;
const notThere = 0x00050000 + 38;
const noFamily = 0x00050000 + 97;
const x64 = 0xc000003e;

/** Runs a filter program as the kernel would: load, compare and jump, return. */
function decide(program: Uint8Array, call: { architecture: number; number: number; argument?: number }): number {
  const view = new DataView(program.buffer);
  const data = new Map([
    [0, call.number],
    [4, call.architecture],
    [16, call.argument ?? 0],
  ]);
  let register = 0;
  for (let at = 0; at < program.length; at += 8) {
    const [code, yes, no, operand] = [
      view.getUint16(at, true),
      view.getUint8(at + 2),
      view.getUint8(at + 3),
      view.getUint32(at + 4, true),
    ];
    if (code === 0x06) return operand;
    if (code === 0x20) register = data.get(operand) ?? Number.NaN;
    else at += 8 * ((code === 0x15 ? register === operand : register >= operand) ? yes : no);
  }
  throw new Error('ran off the end');
}

test.each([
  ['read', { architecture: x64, number: 0 }, allowed],
  ['a unix socket', { architecture: x64, number: 41, argument: 1 }, allowed],
  ['an internet socket', { architecture: x64, number: 41, argument: 10 }, allowed],
  ['a pair of unix sockets', { architecture: x64, number: 53, argument: 1 }, allowed],
  ['a vsock socket', { architecture: x64, number: 41, argument: 40 }, noFamily],
  ['a pair of unknown sockets', { architecture: x64, number: 53, argument: 99 }, noFamily],
  ['add_key', { architecture: x64, number: 248 }, notThere],
  ['io_uring_register', { architecture: x64, number: 427 }, notThere],
  ['the call after io_uring', { architecture: x64, number: 428 }, allowed],
  ['a 32-bit call', { architecture: 0x40000003, number: 1 }, notThere],
  ['an x32 call', { architecture: x64, number: 0x40000000 + 41, argument: 40 }, notThere],
])('%s', (_, call, answer) => {
  expect(decide(seccompFilter('x64') ?? new Uint8Array(), call)).toBe(answer);
});

test('arm64 has numbers of its own, and an unknown processor no filter', () => {
  const program = seccompFilter('arm64') ?? new Uint8Array();
  expect(decide(program, { architecture: 0xc00000b7, number: 198, argument: 40 })).toBe(noFamily);
  expect(decide(program, { architecture: 0xc00000b7, number: 41, argument: 40 })).toBe(allowed);
  expect(decide(program, { architecture: x64, number: 0 })).toBe(notThere);
  expect(seccompFilter('mips')).toBeUndefined();
});
