import { describe, expect, test } from 'vitest';
import { planLines } from '../../../src/cli/show/plan-lines.ts';
import { MigrationFile } from '../../../src/domain/migration-file.ts';
import type { MigrationReport, ModuleResult } from '../../../src/domain/migration-report.ts';
import { smallMigration } from '../../support/small-migration.ts';

const file = MigrationFile.parse(smallMigration('/repo'));

describe('planLines', () => {
  test('shows each baseline, what a person will have to do, and the next commands with quoted paths', () => {
    const text = planned([
      { path: "it's.js", state: 'planned', baseline: { tests: 4, failing: 1 } },
      { path: 'b.js', state: 'unresolved', reason: 'the baseline proves nothing: no tests' },
      { path: 'c.js', state: 'unchanged', reason: 'nothing to do' },
    ]);
    expect(text).toMatch(/^it's\.js +4 +1$/m);
    expect(text).toMatch(/^b\.js .*unresolved$/m);
    expect(text).toMatch(/^b\.js: unresolved: the baseline proves nothing: no tests$/m);
    expect(text).toContain('1 with 4 tests that can prove something, 1 with nothing to do, 1 that can not be proved');
    expect(text).toContain('A person has to approve each merge (up to 1).');
    expect(text).toContain('no limit on money: set budget.usd');
    expect(text).toContain(String.raw`drover try drover.yaml 'it'\''s.js'`);
  });

  test('says what to mend when nothing can be proved, and that there is nothing to do when that is so', () => {
    expect(planned([{ path: 'a.js', state: 'unresolved', reason: 'red' }])).toContain(
      'Nothing can be proved: mend verify',
    );
    expect(planned([{ path: 'a.js', state: 'unchanged' }])).toContain('There is nothing to do.');
  });

  test('proposes no try where only what comes last is left', () => {
    const text = planned([
      { path: 'a.js', state: 'unresolved', reason: 'red' },
      { path: 'package.json', role: 'last', state: 'planned', reason: 'its tests are measured later' },
    ]);
    expect(text).toContain('Nothing can be proved: mend verify');
    expect(text).not.toContain('drover try');
  });

  test('shows the commands of the whole, and what to mend when they prove nothing', () => {
    const modules = [{ path: 'a.js', state: 'planned' as const, baseline: { tests: 4, failing: 0 } }];
    const whole = { tests: 9, failing: 1, baseline: '0' };
    expect(planned(modules, whole)).toMatch(/^\. +whole +9 +1$/m);
    const text = planned(modules, { ...whole, problem: "verify command 'suite' fails before any change" });
    expect(text).toContain("(per: migration): proves nothing: verify command 'suite' fails before any change");
    expect(text).toContain('The whole can not be proved: mend the commands of per: migration in drover.yaml');
    expect(text).not.toContain('drover run');
  });

  test('does not count the tests of the modules again for what comes first', () => {
    const text = planned([
      { path: 'first', role: 'first', state: 'planned', baseline: { tests: 6, failing: 0 } },
      { path: 'a.js', state: 'planned', baseline: { tests: 4, failing: 0 } },
      { path: 'b.js', state: 'planned', baseline: { tests: 2, failing: 0 } },
    ]);
    expect(text).toContain('3 with 6 tests that can prove something');
  });

  test('says where exit codes alone are compared', () => {
    expect(planned([{ path: 'a.js', state: 'planned', baseline: { tests: 0, failing: 0 } }])).toMatch(
      /^a\.js +0 +0 +no test was counted: exit codes alone are compared$/m,
    );
  });
});

function planned(
  modules: (Partial<ModuleResult> & Pick<ModuleResult, 'path' | 'state'>)[],
  wholeBaseline?: MigrationReport['wholeBaseline'],
): string {
  const report = {
    modules: modules.map((module) => ({ role: 'module', ...module })),
    ...{ seconds: 3, warnings: [], wholeBaseline },
  };
  return planLines('drover.yaml', file, report as unknown as MigrationReport).join('\n');
}
