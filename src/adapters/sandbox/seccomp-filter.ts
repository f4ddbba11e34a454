/**
 * A filter program for system calls, as `struct sock_filter` of Linux's classic BPF (linux/filter.h, linux/seccomp.h):
 * eight bytes an instruction: code (16 bits), jump if true, jump if false (8 bits each), operand (32 bits).
 *
 * Namespaces alone leave some doors open. A vsock socket reaches the host of a virtual machine, whatever the network namespace;
 * keyrings are shared between the sandbox and the worker; io_uring opens sockets past any filter; bpf, perf events and
 * userfaultfd are where kernel exploits begin. The filter answers "not available" to all of these, and programs do without.
 */
const load = (offset: number): Instruction => [0x20, 0, 0, offset];
const jumpIfEqual = (value: number, yes: number, no: number): Instruction => [0x15, yes, no, value];
const jumpIfAtLeast = (value: number, yes: number, no: number): Instruction => [0x35, yes, no, value];
const answer = (value: number): Instruction => [0x06, 0, 0, value];

type Instruction = [code: number, yes: number, no: number, operand: number];

const allow = 0x7fff0000;
const fail = (errno: number): number => 0x00050000 | errno;
const notImplemented = fail(38);
const familyNotSupported = fail(97);

/** Offsets in `struct seccomp_data`: the call's number, the architecture, the low half of the first argument. */
const at = { number: 0, architecture: 4, firstArgument: 16 };

/** Unix, internet and netlink: what programs use. All else (vsock, kernel crypto, packet, bluetooth ...) is refused. */
const families = [1, 2, 10, 16];

/** Numbers from the kernel's system call tables: add_key, request_key, keyctl, bpf, perf_event_open, userfaultfd, io_uring's three. */
const architectures: Record<string, { audit: number; socketCalls: [number, number]; refused: number[] }> = {
  x64: { audit: 0xc000003e, socketCalls: [41, 53], refused: [248, 249, 250, 321, 298, 323, 425, 426, 427] },
  arm64: { audit: 0xc00000b7, socketCalls: [198, 199], refused: [217, 218, 219, 280, 241, 282, 425, 426, 427] },
};

/**
 * The program for a processor architecture as Node names it; undefined for those whose system call numbers are not listed here.
 * Calls of another architecture (32-bit programs, x32) are refused, since their numbers mean something else.
 */
export function seccompFilter(architecture: string): Uint8Array | undefined {
  const numbers = architectures[architecture];
  if (numbers === undefined) return undefined;
  const program = assemble([
    load(at.architecture),
    jumpIfEqual(numbers.audit, 1, 0),
    answer(notImplemented),
    load(at.number),
    jumpIfAtLeast(0x40000000, 0, 1),
    answer(notImplemented),
    ...numbers.refused.flatMap((number) => [jumpIfEqual(number, 0, 1), answer(notImplemented)]),
    jumpIfEqual(numbers.socketCalls[0], 2, 0),
    jumpIfEqual(numbers.socketCalls[1], 1, 0),
    answer(allow),
    load(at.firstArgument),
    ...families.flatMap((family) => [jumpIfEqual(family, 0, 1), answer(allow)]),
    answer(familyNotSupported),
  ]);
  return program;
}

function assemble(instructions: Instruction[]): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(instructions.length * 8));
  for (const [index, [code, yes, no, operand]] of instructions.entries()) {
    bytes.setUint16(index * 8, code, true);
    bytes.setUint8(index * 8 + 2, yes);
    bytes.setUint8(index * 8 + 3, no);
    bytes.setUint32(index * 8 + 4, operand >>> 0, true);
  }
  return new Uint8Array(bytes.buffer);
}
