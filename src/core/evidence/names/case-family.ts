import { partsWithoutFile } from './name-parts.ts';
import type { NameKey } from './pair-by-key.ts';
import { spelledName } from './spelled-name.ts';

/** `case[0]`, `case[0: name]` (JUnit 4); `case(int)[1]`, `case{int}[1]` (JUnit 5 in Surefire 3 and 2); `case[1, a](1)` (TestNG). */
const numbered = [/^([\w$.]+)(?:\([^()]*\)|\{[^{}]*\})?\[(\d+)(?::.*)?\](?: .*)?$/s, /^([\w$.]+)\[.*\]\((\d+)\)$/s];
/** `case[value]` (pytest), `case(TestInfo)` (JUnit 5), `case()` (Gradle). */
const plain = /^([\w$.]+?)(?:\[.*\]|\([^()]*\)|\{[^{}]*\})?$/s;

/** The key that all cases of one parametrised test have in common, and the case's number; undefined for a name that is no method's. */
export function caseFamily(id: string): NameKey {
  const parts = partsWithoutFile(id);
  const own = parts.at(-1) ?? '';
  const around = parts.slice(0, -1).join('.');
  for (const pattern of numbered) {
    const [, name, number] = pattern.exec(own) ?? [];
    if (name !== undefined) return { key: familyKey(around, name), rank: Number(number) };
  }
  const [, name] = plain.exec(own) ?? [];
  return name === undefined ? undefined : { key: familyKey(around, name) };
}

/** `[1] value`, as Gradle writes the cases of a class without their method; the key is the class. */
export function namelessCase(id: string): NameKey {
  const parts = partsWithoutFile(id);
  const [, number] = /^\[(\d+)\](?: |$)/.exec(parts.at(-1) ?? '') ?? [];
  return number === undefined ? undefined : { key: spelledName(parts.slice(0, -1).join('.')), rank: Number(number) };
}

function familyKey(around: string, name: string): string {
  return `${spelledName(around)} ${spelledName(name)}`;
}
