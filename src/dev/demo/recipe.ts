/**
 * The codemod itself. It rewrites a test's callback only when it understands every use of `t` in it; the others stay as they are,
 * for the model. Strings, comments and expressions in slashes are blanked before it looks for uses, so that `'-t'` is none.
 */
const codemod = String.raw`
const fs = require('node:fs');

const file = process.env.MODULE;
const table = { equal: 'assert.strictEqual', deepEqual: 'assert.deepStrictEqual' };
const testBlock = /^test\([^\n]*function \(t\) \{\n[\s\S]*?^\}\);/gm;
const trailingEnd = /\n+\tt\.end\(\);\n+\}\);$/;

function blank(code) {
	const quiet = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|\/(?:\\.|[^\/\\\n])+\//g;
	return code.replace(quiet, (text) => ' '.repeat(text.length));
}

function usesOfT(code) {
	const isKey = (at) => /[{,]\s*$/.test(code.slice(0, at)) && /^t\s*:/.test(code.slice(at));
	return [...code.matchAll(/(?<![\w$.])t(?![\w$])/g)].map((use) => use.index).filter((at) => !isKey(at));
}

function rewrite(block) {
	if (!trailingEnd.test(block)) return block;
	let code = block.replace(trailingEnd, '\n});');
	const quiet = blank(code);
	const [parameter, ...uses] = usesOfT(quiet);
	for (const at of uses.reverse()) {
		const call = /^t\.(\w+)(?=\()/.exec(quiet.slice(at));
		if (!call || !Object.hasOwn(table, call[1])) return block;
		code = code.slice(0, at) + table[call[1]] + code.slice(at + call[0].length);
	}
	return code.slice(0, parameter) + code.slice(parameter + 1);
}

const source = fs.readFileSync(file, 'utf8');
const requireTape = "var test = require('tape');\n";
if (source.includes(requireTape)) {
	let tests = 0;
	let rewritten = 0;
	const target = source
		.replace(requireTape, "var assert = require('assert');\nvar test = require('node:test');\n")
		.replace(testBlock, (block) => {
			const after = rewrite(block);
			tests += 1;
			if (after !== block) rewritten += 1;
			return after;
		});
	fs.writeFileSync(file, target);
	console.log(file + ': ' + rewritten + ' of ' + tests + ' tests rewritten, the others are left for the model');
} else {
	console.log(file + ': nothing to do');
}
`;

/**
 * The demo's recipe: a shell command that carries its codemod with it, since a sandboxed command sees the repository and the system's
 * programs alone. It reads the file to work on from MODULE and leaves alone what is not a tape test.
 */
export const recipe = `node - <<'CODEMOD'${codemod}CODEMOD\n`;
