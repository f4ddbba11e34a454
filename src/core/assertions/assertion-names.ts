/** The assertions that look at one value, of node:assert, tape, tap, ava and QUnit. */
const ONE_VALUE = `ok true assert notOk notok false truthy falsy assertion error ifError ifErr iferror isTrue isFalse isOk isNotOk isNull isNotNull
  isUndefined isDefined isNaN exists notExists isEmpty isNotEmpty`;

/** The assertions that are handed something to run, and look at whether and how it fails. */
const RUNS_CODE = `throws doesNotThrow notThrow notThrows throwsAsync notThrowsAsync rejects doesNotReject resolves raises`;

/** The assertions that compare two values. */
const TWO_VALUES = `equal equals isEqual is strictEqual strictEquals looseEqual looseEquals deepEqual deepEquals isEquivalent same strictSame
  deepStrictEqual partialDeepStrictEqual deepLooseEqual match matchOnly like regex has hasStrict include includes lengthOf
  notEqual notEquals isNotEqual doesNotEqual isInequal not isNot notStrictEqual notStrictEquals notLooseEqual notLooseEquals notDeepEqual
  notDeepEquals notEquivalent notSame strictNotSame isNotDeepEqual isNotDeepEquals isNotEquivalent isInequivalent notDeepStrictEqual
  notDeepLooseEqual doesNotMatch notMatch notRegex type isa snapshot fileSnapshot propEqual notPropEqual closeTo`;

/** `pass` can't fail; `fail` always does when it is reached. */
const NO_VALUE = 'pass fail';

/** What an assertion looks at: how many values, or code that it runs, or nothing. */
export type AssertionShape = 'one' | 'two' | 'code' | 'pass' | 'fail';

const shapes = new Map<string, AssertionShape>([
  ...words(ONE_VALUE).map((name) => [name, 'one'] as const),
  ...words(RUNS_CODE).map((name) => [name, 'code'] as const),
  ...words(TWO_VALUES).map((name) => [name, 'two'] as const),
  ...words(NO_VALUE).map((name) => [name, name === 'pass' ? 'pass' : 'fail'] as const),
]);

/** The shape of an assertion that is known by its name; undefined for other methods of a test context (`end`, `plan`, `test`, ...). */
export function assertionShape(name: string): AssertionShape | undefined {
  return shapes.get(name);
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
