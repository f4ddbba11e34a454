import type { XmlElement } from '../xml/xml-element.ts';
import { LineTally } from './line-tally.ts';
import type { NamedCoverage } from './line-tally.ts';

/** Reads JaCoCo's XML (https://www.jacoco.org/jacoco/trunk/coverage/report.dtd): files are named by their package, not by their folder. */
export function readJacoco(root: XmlElement): NamedCoverage[] {
  const tally = new LineTally();
  const packages = root.children('report').flatMap((report) => [report, ...groups(report)]);
  for (const one of packages.flatMap((parent) => parent.children('package'))) {
    for (const source of one.children('sourcefile')) {
      const file = [one.attribute('name'), source.attribute('name')].filter((part) => part !== '').join('/');
      tally.addFile(file);
      for (const line of source.children('line'))
        tally.add(file, line.attribute('nr') ?? '', Number(line.attribute('ci')) > 0);
    }
  }
  return tally.list();
}

/** The groups of a report over several projects, which may hold others. */
function groups(parent: XmlElement): XmlElement[] {
  return parent.children('group').flatMap((group) => [group, ...groups(group)]);
}
