/** A length of time as a person says it: '4.2 s', '3 min 5 s', '2 h 10 min', '3 d 4 h'. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  if (whole < 3_600) return join([Math.floor(whole / 60), 'min'], [whole % 60, 's']);
  const minutes = Math.round(seconds / 60);
  if (minutes < 1_440) return join([Math.floor(minutes / 60), 'h'], [minutes % 60, 'min']);
  const hours = Math.round(seconds / 3_600);
  return join([Math.floor(hours / 24), 'd'], [hours % 24, 'h']);
}

function join([large, largeUnit]: [number, string], [small, smallUnit]: [number, string]): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** How long ago a moment was, in one unit: 'just now', '5 min ago', '3 h ago', '2 d ago'. */
export function ago(at: string | number, now: number): string {
  const seconds = (now - new Date(at).getTime()) / 1_000;
  if (seconds < 45) return 'just now';
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 129_600) return `${Math.round(seconds / 3_600)} h ago`;
  return `${Math.round(seconds / 86_400)} d ago`;
}

/** Money, from micro-USD. What is not nothing never reads as nothing. */
export function usd(microUsd: number): string {
  if (microUsd > 0 && microUsd < 10_000) return 'under 0.01 USD';
  return `${(microUsd / 1_000_000).toFixed(2)} USD`;
}

/** A count with its noun: '1 module', '3 modules'. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}
