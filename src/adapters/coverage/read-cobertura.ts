import type { XmlElement } from '../xml/xml-element.ts';
import { LineTally } from './line-tally.ts';
import type { NamedCoverage } from './line-tally.ts';

/** Reads Cobertura's XML, as coverage.py and many others write it: files are named from one of the folders under <sources>. */
export function readCobertura(root: XmlElement): NamedCoverage[] {
  const tally = new LineTally();
  const [coverage] = root.children('coverage');
  const sources = (coverage?.children('sources') ?? [])
    .flatMap((element) => element.children('source'))
    .map((element) => element.text.trim())
    .filter((source) => source !== '');
  for (const type of inside(coverage, ['packages', 'package', 'classes', 'class'])) {
    const file = type.attribute('filename');
    if (file === undefined) continue;
    tally.addFile(file);
    for (const line of inside(type, ['lines', 'line']))
      tally.add(file, line.attribute('number') ?? '', Number(line.attribute('hits')) > 0);
  }
  return tally.list().map(({ names, ...counts }) => ({
    names: names.flatMap((name) => [...sources.map((source) => `${source}/${name}`), name]),
    ...counts,
  }));
}

function inside(element: XmlElement | undefined, path: string[]): XmlElement[] {
  let found = element === undefined ? [] : [element];
  for (const name of path) found = found.flatMap((one) => one.children(name));
  return found;
}
