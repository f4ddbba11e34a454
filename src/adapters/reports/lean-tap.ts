const MAX_DIAGNOSTICS = 100;
const MAX_DIAGNOSTIC_LENGTH = 3000;
const MAX_LINE_LENGTH = 4000;

/**
 * Shortens the YAML blocks below test points, before the parser sees them: blocks of passed points are left out, and of the failed ones
 * the first 100 are kept, each up to 3,000 characters. YAML parsing costs the square of a mapping's keys (25 seconds for 50,000 of them),
 * so an untrusted command could keep a worker busy for hours. Lines are cut, too: the parser recurses over their indentation.
 */
export function leanTap(text: string): string {
  const kept: string[] = [];
  let passed = true;
  let block: { indent: string; room: number } | undefined;
  let blocks = 0;
  for (const whole of text.split('\n')) {
    const line = whole.length > MAX_LINE_LENGTH ? whole.slice(0, MAX_LINE_LENGTH) : whole;
    if (block !== undefined) {
      const ends = line.trimEnd() === `${block.indent}...`;
      const inside = line.trim() === '' || line.startsWith(block.indent);
      if (inside && !ends) {
        block.room -= line.length + 1;
        if (block.room > 0) kept.push(line);
        continue;
      }
      if (ends && block.room > -Infinity) kept.push(line);
      block = undefined;
      if (ends) continue;
    }
    const indent = /^(\s+)---\s*$/.exec(line)?.[1];
    if (indent === undefined) {
      const point = /^\s*(not )?ok\b/.exec(line);
      if (point !== null) passed = point[1] === undefined;
      kept.push(line);
      continue;
    }
    const wanted = !passed && blocks < MAX_DIAGNOSTICS;
    if (wanted) {
      blocks += 1;
      kept.push(line);
    }
    block = { indent, room: wanted ? MAX_DIAGNOSTIC_LENGTH : -Infinity };
  }
  return kept.join('\n');
}
