import { readdirSync, readFileSync } from 'node:fs';

/** Linux's O_CLOEXEC, as /proc/PID/fdinfo shows it (octal). */
const closesOnExec = 0o2000000;

/**
 * The open files, besides the standard ones, that this process hands on to every program that it starts. Node marks its own, so these
 * come from whatever started the worker; they may be files and sockets that no sandboxed command should hold.
 */
export function inheritedDescriptors(): number[] {
  return readdirSync('/proc/self/fd')
    .map(Number)
    .filter((descriptor) => descriptor > 2 && isHandedOn(descriptor));
}

function isHandedOn(descriptor: number): boolean {
  try {
    const flags = /^flags:\s*([0-7]+)/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'latin1'))?.[1] ?? '0';
    return (Number.parseInt(flags, 8) & closesOnExec) === 0;
  } catch {
    // It was the one that listed the others.
    return false;
  }
}
