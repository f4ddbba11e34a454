/** The records of an output that ends each with NUL, as text. A file name that is not UTF-8 gets U+FFFD in its place. */
export function splitRecords(output: Uint8Array): string[] {
  const records = Buffer.from(output).toString().split('\0');
  records.pop();
  return records;
}
