import { z } from 'zod';

// Written with escapes alone, since programs in other languages read it from the JSON schema.
// oxlint-disable-next-line no-control-regex -- control characters are what is kept out
const oneLine = /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/;

/** A text of one line that is not empty: names, patterns and paths, which end up in lists and on screens. */
export function line(longest = 4_096): z.ZodString {
  return z.string().min(1).max(longest).regex(oneLine, 'write it on one line, without tabs');
}
