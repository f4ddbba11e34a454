import { spawn } from 'node:child_process';
import { Interrupted } from './interrupted.mjs';

/** @type {NodeJS.Signals[]} */
const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program to its end. A signal that this process gets in the meantime is passed on, and when the program has
 * ended, `Interrupted` is thrown. SIGINT from a terminal is not passed on: the terminal has sent it to the program already.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, output: 'stderr' | 'collect', env?: NodeJS.ProcessEnv }} options where its output goes: on to
 *   standard error, or into the result
 * @returns {Promise<{ code: number, output: string }>} `code` is 1 when a signal ended the program
 */
export async function runProcess(command, args, options) {
  const out = options.output === 'collect' ? 'pipe' : 2;
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['ignore', out, out],
  });
  /** @type {Buffer[]} */
  const chunks = [];
  child.stdout?.on('data', (chunk) => chunks.push(chunk));
  child.stderr?.on('data', (chunk) => chunks.push(chunk));

  /** @type {NodeJS.Signals | undefined} */
  let received;
  /** @param {NodeJS.Signals} signal */
  const passOn = (signal) => {
    received = signal;
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of passedOn) process.on(signal, passOn);
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (exitCode) => resolve(exitCode ?? 1));
    });
    if (received) throw new Interrupted(received);
    return { code, output: Buffer.concat(chunks).toString() };
  } finally {
    for (const signal of passedOn) process.off(signal, passOn);
  }
}
