import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from '@babel/parser';
import { describe, expect, test } from 'vitest';
import { mutants } from '../../../src/dev/demo/mutants.ts';
import { minimistFixture } from '../../support/minimist-fixture.ts';

describe('mutants', () => {
  const minimist = minimistFixture();

  test('are small changes with a place and a name', () => {
    const source = 'if ((a) === b && !c) {\n  run();\n}\n';
    expect(mutants(source)).toEqual([
      { name: '1:15 && to ||', source: 'if ((a) === b || !c) {\n  run();\n}\n' },
      { name: '1:9 === to !==', source: 'if ((a) !== b && !c) {\n  run();\n}\n' },
      { name: '1:18 without !', source: 'if ((a) === b && c) {\n  run();\n}\n' },
      { name: '2:3 without run();', source: 'if ((a) === b && !c) {\n  ;\n}\n' },
    ]);
  });

  test("of minimist's index.js are many, each a valid script with a name of its own", async () => {
    const source = await readFile(join(minimist.folder(), 'index.js'), 'utf8');
    const all = mutants(source);
    expect(all.length).toBeGreaterThan(30);
    expect(new Set(all.map((mutant) => mutant.name)).size).toBe(all.length);
    expect(new Set(all.map((mutant) => mutant.source)).size).toBe(all.length);
    for (const mutant of all) {
      expect(mutant.source).not.toBe(source);
      expect(() => parse(mutant.source, { sourceType: 'script' })).not.toThrow();
    }
  });
});
