/** 'no tests', '1 test', '61 tests'. */
export function countWords(count: number, noun: string): string {
  return `${count === 0 ? 'no' : count} ${noun}${count === 1 ? '' : 's'}`;
}
