import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { packageKinds, type PackageKind } from './package-list.ts';

export type PackagesOptions = {
  /** How many eligible packages of each kind. */
  each: number;
  kinds: PackageKind[];
  /** Only this package, by its name; everything that was measured of it before is forgotten. */
  only: string | undefined;
  /** Where everything of this run goes; what was measured there before is not measured again. */
  out: string;
  jobs: number;
  minutes: number;
  /** Make the list anew and stop. */
  list: boolean;
};

const usage = `usage: bench packages [--sample N] [--kinds "npm pypi go crates maven"] [--only NAME] [--out DIR] [--jobs N] [--minutes N] [--list]`;

/** Reads the command line. Throws an `Error` with the usage. */
export function readOptions(args: string[]): PackagesOptions {
  const { values } = parseArgs({
    args,
    options: {
      sample: { type: 'string', default: '12' },
      kinds: { type: 'string', default: packageKinds.join(' ') },
      only: { type: 'string' },
      out: { type: 'string', default: '.drover/packages' },
      jobs: { type: 'string', default: '2' },
      minutes: { type: 'string', default: '15' },
      list: { type: 'boolean', default: false },
    },
  });
  const named = values.kinds.split(/[\s,]+/);
  const kinds = packageKinds.filter((kind) => named.includes(kind));
  if (kinds.length !== named.length)
    throw new Error(`--kinds is '${values.kinds}': write some of ${packageKinds.join(', ')}.\n${usage}`);
  return {
    each: wholeNumber('--sample', values.sample),
    kinds,
    only: values.only,
    out: resolve(values.out),
    jobs: wholeNumber('--jobs', values.jobs),
    minutes: wholeNumber('--minutes', values.minutes),
    list: values.list,
  };
}

function wholeNumber(name: string, value: string): number {
  const number = Number(value);
  if (Number.isSafeInteger(number) && number >= 1) return number;
  throw new Error(`${name} is '${value}': write a whole number from 1 on.\n${usage}`);
}
