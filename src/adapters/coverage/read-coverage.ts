import type { CoverageInput, ReadCoverageResult } from '../../ports/coverage.ts';
import type { FileCoverage } from '../../domain/evidence.ts';
import { parseXml } from '../xml/parse-xml.ts';
import { XmlElement } from '../xml/xml-element.ts';
import { coverageFormat } from './coverage-format.ts';
import type { CoverageFormat } from './coverage-format.ts';
import type { NamedCoverage } from './line-tally.ts';
import { readCobertura } from './read-cobertura.ts';
import { readGoProfile } from './read-go-profile.ts';
import { readIstanbul, readIstanbulSummary } from './read-istanbul.ts';
import { readJacoco } from './read-jacoco.ts';
import { readLcov } from './read-lcov.ts';
import { resolvePath } from './resolve-path.ts';

/** Tools write the same in several formats: the earlier one is taken, as it tells more. */
const order: CoverageFormat[] = ['lcov', 'istanbul', 'cobertura', 'jacoco', 'go', 'istanbul-summary'];

/** Cobertura and JaCoCo name a document type that lies elsewhere; without declarations of its own it does nothing. */
const namedType = /<!DOCTYPE\s[^<>[\]]{0,500}>/;

/**
 * Reads coverage in whatever known format it is, of the module's files alone. A file that several reports tell of is taken from the first of
 * them, by format and path.
 */
export function readCoverage({ files, roots, module }: CoverageInput): ReadCoverageResult {
  const problems: string[] = [];
  const found = files.flatMap(({ path, bytes }) => {
    const text = new TextDecoder().decode(bytes);
    const format = coverageFormat(text);
    if (format !== undefined) return [{ path, bytes, text, format }];
    problems.push(`${path} is no coverage in a format that is known (lcov, Istanbul, Cobertura, JaCoCo, a Go profile)`);
    return [];
  });
  const known = new Set(module.paths);
  const byPath = new Map<string, FileCoverage>();
  for (const { path: report, bytes, text, format } of found.toSorted(
    (one, other) => order.indexOf(one.format) - order.indexOf(other.format) || (one.path < other.path ? -1 : 1),
  )) {
    const read = readFormat(format, text, bytes);
    if (typeof read === 'string') problems.push(`${report} can't be read: ${read}`);
    else {
      for (const { names, lines, covered } of read) {
        const path = resolvePath(names, { roots, module, known, report, format });
        if (path !== undefined && !byPath.has(path)) byPath.set(path, { path, lines, covered });
      }
    }
  }
  return { coverage: [...byPath.values()].sort((one, other) => (one.path < other.path ? -1 : 1)), problems };
}

function readFormat(format: CoverageFormat, text: string, bytes: Uint8Array): NamedCoverage[] | string {
  try {
    switch (format) {
      case 'lcov':
        return readLcov(bytes);
      case 'go':
        return readGoProfile(text);
      case 'istanbul':
        return readIstanbul(JSON.parse(text));
      case 'istanbul-summary':
        return readIstanbulSummary(JSON.parse(text));
      case 'cobertura':
      case 'jacoco': {
        const root = parseXml(text.replace(namedType, ''), 'it');
        if (!(root instanceof XmlElement)) return root.problem;
        return format === 'cobertura' ? readCobertura(root) : readJacoco(root);
      }
    }
  } catch (error) {
    // What the libraries say of damaged files may quote much of them.
    return (error instanceof Error ? error.message : String(error)).slice(0, 300);
  }
}
