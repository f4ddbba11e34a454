import type { ListedPackage } from './package-list.ts';

/** How a package's own tests fared in the sandbox before any change. */
export const outcomes = [
  'green',
  'partly green',
  'red',
  'setup failed',
  'no tests found',
  'took too long',
  'refused',
] as const;
export type Outcome = (typeof outcomes)[number];

/** What was measured of one package; one line of the results. */
export type Row = ListedPackage &
  (
    | { eligible: false; why: string }
    | {
        eligible: true;
        outcome: Outcome;
        /** What init took it for. */
        title: string;
        modules: number;
        /** Modules whose baseline is good and has no failing test. */
        green: number;
        tests: number;
        failing: number;
        /** Why it is not green, in Drover's words, each once. */
        reasons: string[];
        /** The failing tests, with the first words of their messages. */
        failures: string[];
        seconds: number;
      }
  );
