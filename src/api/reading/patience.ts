/** What came of asking: an answer, a failure, or nothing in time. */
export type Reply<T> = { kind: 'answered'; value: T } | { kind: 'failed'; error: unknown } | { kind: 'late' };

/** Waits for an answer, but no longer than its time, which all questions of one request share. */
export type Patience = <T>(question: Promise<T>) => Promise<Reply<T>>;

/** How long a request waits for workflows before it answers from records, in milliseconds. */
const byDefaultMs = 2_000;

/** The patience of one request: it begins now. A question that is given up may still fail; nobody hears of it. */
export function patience(milliseconds = byDefaultMs): Patience {
  const late = new Promise<{ kind: 'late' }>((resolve) => {
    setTimeout(() => resolve({ kind: 'late' }), milliseconds).unref();
  });
  return (question) =>
    Promise.race([
      question.then(
        (value) => ({ kind: 'answered', value }) as const,
        (error: unknown) => ({ kind: 'failed', error }) as const,
      ),
      late,
    ]);
}
