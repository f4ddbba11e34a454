/** Asks a question whose answer never changes, or answers it from memory. `key` stands for the question. */
export type Remembered<T> = (key: string, ask: () => Promise<T>) => Promise<T>;

/**
 * A memory for what can't change: a commit's tree and files are the same for good. The answers used last stay, up to a total
 * weight; equal questions that are asked at one moment are asked once. A failure is not remembered. Answers are shared: leave them as
 * they are.
 */
export function remember<T>(mostWeight: number, weigh: (answer: T) => number): Remembered<T> {
  const answers = new Map<string, { answer: Promise<T>; weight: number }>();
  let total = 0;

  const forget = (key: string): void => {
    total -= answers.get(key)?.weight ?? 0;
    answers.delete(key);
  };
  const keep = (key: string, entry: { answer: Promise<T>; weight: number }, answer: T): void => {
    if (answers.get(key) !== entry) return;
    entry.weight = weigh(answer);
    total += entry.weight;
    // A map gives its keys in the order in which they were put in, so the first is the one that was not used for longest.
    for (const oldest of answers.keys()) {
      if (total <= mostWeight) return;
      forget(oldest);
    }
  };

  return (key, ask) => {
    const known = answers.get(key);
    if (known !== undefined) {
      answers.delete(key);
      answers.set(key, known);
      return known.answer;
    }
    const entry = { answer: ask(), weight: 0 };
    answers.set(key, entry);
    entry.answer.then(
      (answer) => keep(key, entry, answer),
      () => forget(key),
    );
    return entry.answer;
  };
}
