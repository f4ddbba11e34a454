import type { FinalSubject } from '../../domain/final-verification.ts';
import { wholeKey } from '../plan/whole-migration.ts';

/** A crash repeats one module, for each has a record of its own; what a step of several saves is the workflow's history. */
const mostInOne = 8;
/** Few steps for few modules, and enough of them for several cores. */
const fewestSteps = 8;

/** Divides subjects into steps that are verified side by side. The migration's own commands are a step by themselves. */
export function chunkSubjects(subjects: FinalSubject[]): FinalSubject[][] {
  const whole = subjects.filter(({ key }) => key === wholeKey);
  const modules = subjects.filter(({ key }) => key !== wholeKey);
  const size = Math.min(mostInOne, Math.max(1, Math.ceil(modules.length / fewestSteps)));
  const steps = Math.ceil(modules.length / size);
  return [
    ...(whole.length > 0 ? [whole] : []),
    ...Array.from({ length: steps }, (_, index) => modules.slice(index * size, (index + 1) * size)),
  ];
}
