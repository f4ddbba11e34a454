#!/usr/bin/env node
// Drover's one entry: `npm run demo`, `npm test`, `npm run check` and the `drover` program all begin here. It is plain
// JavaScript without dependencies, because it runs before anything is installed or built; and this file keeps to old
// syntax, so that an old Node can still say what it lacks.
import { nodeVersionProblem } from './launch/node-version.mjs';

const problem = nodeVersionProblem(process.versions.node);
if (problem) {
  process.stderr.write(problem + '\n');
  process.exitCode = 1;
} else {
  void import('./launch/run.mjs').then((module) => module.run(process.argv));
}
