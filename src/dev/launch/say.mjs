/**
 * Tells the user what set-up is doing. Always on standard error: standard output belongs to the program that is started.
 *
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`drover: ${line}\n`);
}
