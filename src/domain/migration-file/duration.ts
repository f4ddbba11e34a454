import { z } from 'zod';

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const form = /^([1-9]\d{0,8})(ms|s|m|h|d)$/;
const howTo = 'write a number and a unit, for instance 90s, 5m, 2h or 1d';

type Bounds = { atLeast?: string; atMost: string };

/** A length of time as people write it ('90s', '5m', '2h', '2d'), as milliseconds. */
export function duration({ atLeast = '1ms', atMost }: Bounds) {
  const [least, most] = [milliseconds(atLeast), milliseconds(atMost)];
  return z
    .string(howTo)
    .regex(form, howTo)
    .refine(
      (value) => !form.test(value) || (milliseconds(value) >= least && milliseconds(value) <= most),
      `write a time of at least ${atLeast} and at most ${atMost}`,
    )
    .transform(milliseconds);
}

/** The same, or the word `never`, which gives undefined. */
export function durationOrNever(bounds: Bounds) {
  return z.union([z.literal('never').transform(() => undefined), duration(bounds)], {
    error: `${howTo}, or never; at least ${bounds.atLeast ?? '1ms'} and at most ${bounds.atMost}`,
  });
}

function milliseconds(value: string): number {
  const [, count, unit] = form.exec(value) ?? [];
  return Number(count) * units[unit as keyof typeof units];
}
