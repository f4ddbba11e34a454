import type { ChildProcessByStdio } from 'node:child_process';
import type { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { Failure } from '../../domain/failure.ts';
import { gitFailure } from './git-failure.ts';
import { notStarted } from '../programs/not-started.ts';
import { objectParser, type GitObject } from './object-parser.ts';

/** Reads objects by name (an id, a ref or `COMMIT:PATH`), in the order asked for; what does not exist is undefined. */
export type ReadObjects = (names: string[]) => Promise<(GitObject | undefined)[]>;

/** A `git cat-file --batch -z` that was started. */
export type CatFile = ChildProcessByStdio<Writable, Readable, Readable>;

type Objects = (GitObject | undefined)[];
type Question = {
  names: string[];
  answers: Objects;
  resolve: (answers: Objects) => void;
  reject: (error: unknown) => void;
};

/** So long the process waits for another question before it ends. */
const longestIdleMs = 5_000;
/** git keeps each commit that it has looked at in memory, so the process is exchanged now and then. */
const mostNames = 20_000;

/**
 * Answers by one git process that stays, instead of one for each question: reading is what the store does most, and every process costs
 * git and Node some milliseconds of processor time. It sees what other processes write: git looks anew at refs, and for
 * objects that it does not know. It ends when nobody asks any more, and with this process, however that ends.
 */
export function objectReader(start: () => CatFile, idleMs = longestIdleMs): ReadObjects {
  const waiting: Question[] = [];
  let child: CatFile | undefined;
  let asked = 0;
  let idle: NodeJS.Timeout | undefined;

  const send = (to: CatFile, { names }: Question): void => {
    asked += names.length;
    // With -z a name may hold a line break.
    to.stdin.write(names.map((name) => `${name}\0`).join(''));
  };
  const begin = (): void => {
    const started = start();
    child = started;
    asked = 0;
    listen(started, {
      onAnswers: (next) => settle(waiting, next),
      onIdle: () => waiting.length === 0 && rest(started),
      onEnd: (failure) => end(started, failure),
    });
    // A process that could not be started has no streams; its error is on the way.
    if (started.pid !== undefined) for (const question of waiting) send(started, question);
  };
  const rest = (resting: CatFile): void => {
    hold(resting, false);
    idle ??= setTimeout(retire, asked > mostNames ? 0 : idleMs).unref();
  };
  const retire = (): void => {
    idle = undefined;
    child?.stdin.end();
    child = undefined;
  };
  const end = (ended: CatFile, failure: Failure): void => {
    if (child !== ended) return;
    child = undefined;
    // What was asked first is what it ended of; the others were not looked at yet.
    waiting.shift()?.reject(failure);
    for (const question of waiting) question.answers = [];
    if (waiting.length > 0) begin();
  };

  return (names) =>
    new Promise((resolve, reject) => {
      if (names.length === 0) return resolve([]);
      clearTimeout(idle);
      idle = undefined;
      const question: Question = { names, answers: [], resolve, reject };
      waiting.push(question);
      if (child === undefined) return begin();
      if (child.pid === undefined) return;
      hold(child, true);
      send(child, question);
    });
}

type NextAnswer = (name: string) => { object: GitObject | undefined } | undefined;

/** Hands answers to the questions in their order. */
function settle(waiting: Question[], next: NextAnswer): void {
  for (let question = waiting[0]; question !== undefined; question = waiting[0]) {
    const { names, answers, resolve } = question;
    while (answers.length < names.length) {
      const answer = next(names[answers.length] ?? '');
      if (answer === undefined) return;
      answers.push(answer.object);
    }
    waiting.shift();
    resolve(answers);
  }
}

type Listener = { onAnswers: (next: NextAnswer) => void; onIdle: () => void; onEnd: (failure: Failure) => void };

function listen(child: CatFile, { onAnswers, onIdle, onEnd }: Listener): void {
  child.once('error', (cause) => onEnd(notStarted('git', cause)));
  if (child.pid === undefined) return;
  const parser = objectParser();
  let said = '';
  // It breaks when the process ends, which is told by that.
  child.stdin.on('error', () => {});
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = `${said}${text}`.slice(-2_000)));
  child.stdout.on('data', (chunk: Buffer) => {
    parser.push(chunk);
    try {
      onAnswers((name) => parser.next(name));
    } catch (error) {
      child.kill('SIGKILL');
      onEnd(error instanceof Failure ? error : new Failure('Broken', String(error)));
      return;
    }
    onIdle();
  });
  child.once('close', (code) => {
    onEnd(gitFailure('Reading objects', { exitCode: code ?? undefined, stdout: new Uint8Array(), stderr: said }));
  });
}

/** Whether this program has to live on for it. */
function hold(child: CatFile, wanted: boolean): void {
  for (const part of [child, child.stdin, child.stdout, child.stderr] as (CatFile | Socket)[]) {
    if (wanted) part.ref();
    else part.unref();
  }
}
