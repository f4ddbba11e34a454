const escape = '\u001B[';

/** A diff as a terminal shows it best: what comes in green, what goes in red, where it is in cyan. */
export function colourDiff(diff: string): string {
  return diff.split('\n').map(colourLine).join('\n');
}

function colourLine(line: string): string {
  if (/^(diff |index |--- |\+\+\+ )/.test(line)) return `${escape}1m${line}${escape}0m`;
  if (line.startsWith('@@')) return `${escape}36m${line}${escape}0m`;
  if (line.startsWith('+')) return `${escape}32m${line}${escape}0m`;
  if (line.startsWith('-')) return `${escape}31m${line}${escape}0m`;
  return line;
}
