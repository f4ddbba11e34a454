import { makeCase } from './make-case.ts';
import { measureCase } from './measure-case.ts';

/**
 * `npm run bench -- patches`: how long a patch of 2,000 hunks over a file of 50,000 lines takes, and how that compares with half as many hunks and
 * with half as long a file. A search that went through the file anew for each hunk would take four times as long for twice both.
 */
const sizes = [
  { lines: 25_000, hunks: 1_000 },
  { lines: 25_000, hunks: 2_000 },
  { lines: 50_000, hunks: 1_000 },
  { lines: 50_000, hunks: 2_000 },
];
const rounds = 5;

const measured = sizes.map(({ lines, hunks }) => ({ lines, hunks, ms: measureCase(makeCase(lines, hunks), rounds) }));
const [smallest, , , largest] = measured;
const growth = (largest?.ms ?? Number.NaN) / (smallest?.ms ?? Number.NaN);

if (process.argv.includes('--json')) {
  console.log(JSON.stringify({ msPerPatch: largest?.ms, growthForTwiceAsMuch: growth, measured }));
} else {
  for (const { lines, hunks, ms } of measured) console.log(`${hunks} hunks over ${lines} lines: ${ms.toFixed(0)} ms`);
  console.log(`Twice the lines and twice the hunks take ${growth.toFixed(1)} times as long.`);
}
