import type { Mutant } from './mutants.ts';

/** What the loop reads from `.prove/plan.json`: paths are relative to the checkout. */
export type MutantPlan = { source: string; files: string[]; mutants: Mutant[]; lanes: number; milliseconds: number };

/** What the loop prints as its last line: whether the unchanged source passes, and the names of the mutants that the tests noticed. */
export type MutantOutcome = { controlPasses: boolean; killed: string[] };

/**
 * A script that tries all mutants in one sandbox command. Each lane has a copy of its own; the tests of one mutant run in one
 * process, which is enough for tape and node:test alike. A mutant that runs out of time or memory counts as noticed.
 */
export const mutantLoop = String.raw`
const fs = require('node:fs');
const path = require('node:path');
const { spawn } = require('node:child_process');

const plan = JSON.parse(fs.readFileSync('.prove/plan.json', 'utf8'));
const original = fs.readFileSync(plan.source, 'utf8');
const program = plan.files.map((file) => 'require(' + JSON.stringify('./' + file) + ');').join('');

function makeLane(number) {
	const lane = path.join('.prove', 'lane-' + number);
	for (const file of ['package.json', ...plan.files]) {
		fs.mkdirSync(path.dirname(path.join(lane, file)), { recursive: true });
		fs.copyFileSync(file, path.join(lane, file));
	}
	return lane;
}

function passes(lane, source, milliseconds = plan.milliseconds) {
	fs.writeFileSync(path.join(lane, plan.source), source);
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, ['--max-old-space-size=128', '-e', program], {
			cwd: lane,
			stdio: 'ignore',
			timeout: milliseconds,
			killSignal: 'SIGKILL',
		});
		child.on('error', reject);
		child.on('exit', (code) => resolve(code === 0));
	});
}

async function main() {
	const lanes = Array.from({ length: plan.lanes }, (_, number) => makeLane(number));
	// The first start is the slowest, and the control's verdict must not depend on the machine.
	const controlPasses = await passes(lanes[0], original, 4 * plan.milliseconds);
	const waiting = controlPasses ? [...plan.mutants] : [];
	const killed = new Set();
	await Promise.all(lanes.map(async (lane) => {
		for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
			if (!(await passes(lane, mutant.source))) killed.add(mutant.name);
		}
	}));
	const names = plan.mutants.map((mutant) => mutant.name).filter((name) => killed.has(name));
	console.log(JSON.stringify({ controlPasses, killed: names }));
}

main();
`;
