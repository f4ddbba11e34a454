import { z } from 'zod';

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const form = /^([1-9]\d{0,8})(ms|s|m|h|d)$/;
const formOrNever = /^(never|[1-9]\d{0,8}(ms|s|m|h|d))$/;
const howTo = 'write a number and a unit, for instance 90s, 5m, 2h or 1d';

type Bounds = { atLeast?: string; atMost: string };

/** A length of time as people write it ('90s', '5m', '2h', '2d'), as milliseconds. */
export function duration(bounds: Bounds) {
  const { atLeast = '1ms', atMost } = bounds;
  return z
    .string(howTo)
    .regex(form, howTo)
    .refine(
      (value) => !form.test(value) || isWithin(value, bounds),
      `write a time of at least ${atLeast} and at most ${atMost}`,
    )
    .transform(milliseconds);
}

/** The same, or the word `never`, which gives undefined. One pattern and no union: what makes the API's description of it drops alternatives that transform. */
export function durationOrNever(bounds: Bounds) {
  const allHowTo = `${howTo}, or never; at least ${bounds.atLeast ?? '1ms'} and at most ${bounds.atMost}`;
  return z
    .string(allHowTo)
    .regex(formOrNever, allHowTo)
    .refine((value) => !form.test(value) || isWithin(value, bounds), allHowTo)
    .transform((value) => (value === 'never' ? undefined : milliseconds(value)));
}

function isWithin(value: string, { atLeast = '1ms', atMost }: Bounds): boolean {
  return milliseconds(value) >= milliseconds(atLeast) && milliseconds(value) <= milliseconds(atMost);
}

function milliseconds(value: string): number {
  const [, count, unit] = form.exec(value) ?? [];
  return Number(count) * units[unit as keyof typeof units];
}
