import { describe, expect, it } from 'vitest';
import { parseMigrationFile } from '../../src/domain/parse-migration-file.ts';
import { smallMigration } from '../support/small-migration.ts';
import { faultLines } from './migration-file/fault-lines.ts';

const small = smallMigration('https://example.org/widgets.git');

const faults = (changes: object) => faultLines({ ...small, ...changes });

function file(changes: object = {}) {
  const parsed = parseMigrationFile({ ...small, ...changes });
  if (parsed.kind === 'refused') throw new Error(JSON.stringify(parsed.faults));
  return parsed.file;
}

describe('parseMigrationFile', () => {
  it('fills in what a small file leaves out', () => {
    expect(file()).toEqual({
      drover: 1,
      name: 'small',
      labels: {},
      repository: { url: 'https://example.org/widgets.git', ref: 'main', clone: 'full' },
      goal: 'Replace old by new.',
      guide: [],
      examples: [],
      images: [],
      review: false,
      environment: { path: [], env: {} },
      modules: { by: 'files', include: ['*.js'], exclude: [], dependsOn: 'none' },
      protect: ['.github/**'],
      recipe: [],
      verify: [
        {
          name: 'test',
          per: 'module',
          run: 'node --test --test-reporter=junit "$MODULE"',
          report: 'auto',
          timeout: 300_000,
          network: 'none',
        },
      ],
      tests: { match: 'names', mayGrow: true, flaky: { rerun: 1 }, allow: [] },
      model: { name: 'gpt-5.2-codex', effort: 'medium', background: false, check: true, catalog: {} },
      budget: { attempts: 4, turns: 20, total: {}, perModule: {}, onExceeded: 'wait' },
      concurrency: 8,
      approve: { plan: false, config: 'once', merge: 'each', remind: 86_400_000, expire: undefined, signals: true },
      deliver: { to: 'branch' },
      sandbox: 'auto',
    });
  });

  it('takes all that is built', () => {
    const whole = file({
      labels: { team: 'web' },
      repository: { url: './widgets', ref: 'v1.2', clone: 'full' },
      environment: { path: ['~/.pyenv/versions/3.11.7/bin'], env: { CI: 'true' } },
      setup: { run: 'npm ci', inputs: ['package-lock.json'], network: 'open', timeout: '1h' },
      modules: { by: 'folders', include: ['packages/*'], needed: 'grep -q tape "$MODULE"', mayChange: ['{module}/**'] },
      first: { run: 'npm install vitest', mayChange: ['package.json'] },
      last: { goal: 'Remove tape.', run: 'npm uninstall tape', network: 'none', mayChange: ['package.json'] },
      recipe: [{ run: 'npx codemod "$MODULE"', per: 'module', timeout: '90s' }],
      verify: [
        { before: 'tape "$MODULE"', run: 'vitest "$MODULE"', report: 'junit:reports/*.xml' },
        { name: 'types', per: 'migration', before: 'none', run: 'tsc', report: 'exit-code' },
        { name: 'cover', run: 'npm run cover', network: 'registries', coverage: 'coverage/lcov.info' },
        { name: 'go', run: 'go test -json', report: 'go-test-json', timeout: '500ms' },
      ],
      budget: { attempts: 2, usd: 20, tokens: 5_000_000, hours: 0.5, perModule: { usd: 2 } },
      approve: { plan: true, merge: 'none', remind: 'never', expire: '2d', signals: false },
      deliver: { to: 'branch', branch: 'drover/vitest' },
    });
    expect(whole.setup?.timeout).toBe(3_600_000);
    expect(whole.recipe[0]?.timeout).toBe(90_000);
    expect(whole.verify[3]?.timeout).toBe(500);
    expect(whole.approve).toMatchObject({ remind: undefined, expire: 172_800_000, signals: false });
    expect(whole.first).toMatchObject({ network: 'open', timeout: 900_000 });
    expect(whole.last).toMatchObject({ network: 'none' });
  });

  it('takes values that switch off what is not built yet', () => {
    const off = { review: false, pilot: 0, examples: [] };
    expect(faults({ ...off, approve: { estimate: false } })).toEqual([]);
    expect(faults({ modules: { by: 'list', list: [{ path: 'a', paths: ['a'], dependsOn: [] }] } })).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['pilot', { pilot: 3 }, 'pilot is 3'],
    ['change requests', { deliver: { to: 'change-requests' } }, 'deliver.to is "change-requests"'],
    ['containers', { sandbox: 'container' }, 'sandbox is "container"'],
    ['images of an environment', { environment: { image: 'acme/node22' } }, 'environment.image is "acme/node22"'],
    ['recipes for all', { recipe: [{ run: 'x', per: 'migration' }] }, 'recipe[0].per is "migration"'],
    ['estimates', { approve: { estimate: true } }, 'approve.estimate is true'],
    ['partial clones', { repository: { ...small.repository, clone: 'partial' } }, 'repository.clone is "partial"'],
  ])('refuses %s as not supported yet', (_, changes, where) => {
    const found = faults(changes);
    expect(found).toEqual([expect.stringContaining('not supported yet')]);
    expect(found[0]).toContain(`${where}: `);
  });

  it.each<[string, object, string]>([
    [
      'generated files without a command',
      { generated: [{ paths: ['a.lock'] }] },
      'generated[0].command: it is missing',
    ],
    [
      'generated files that are all files',
      { generated: [{ paths: ['**/*'], command: 'make' }] },
      'generated[0].paths[0] is "**/*": it covers every file',
    ],
    ['a missing field', { goal: undefined }, 'goal: it is missing. The goal in words'],
    ['another version', { drover: 2 }, 'drover is 2: write drover: 1'],
    ['a bad name', { name: 'Not Good' }, 'name is "Not Good": use lower-case letters'],
    ['an unknown field', { colour: 'red' }, 'colour: there is no such field; known are drover, name, labels'],
    ['a slip', { concurency: 9 }, 'concurency: there is no such field; did you mean concurrency?'],
    [
      'a slip further down',
      { modules: { by: 'files', may_change: [] } },
      'modules.may_change: there is no such field; did you mean mayChange?',
    ],
    ['a number for a text', { labels: { team: 4 } }, 'labels.team is 4: write a text, in quotes: "4"'],
    ['a bad label', { labels: { 'a b': 'x' } }, 'labels.a b is "x": use letters'],
    ['a text for a list', { guide: 'x' }, 'guide is "x": write a list'],
    ['an empty text', { goal: ' ' }, 'goal is " ": it is empty'],
    ['an empty list', { verify: [] }, 'verify is []: name at least one'],
    [
      'a time without a unit',
      { verify: [{ run: 'x', timeout: '5' }] },
      'verify[0].timeout is "5": write a number and a unit',
    ],
    [
      'a time that is no text',
      { verify: [{ run: 'x', timeout: 5 }] },
      'verify[0].timeout is 5: write a number and a unit',
    ],
    [
      'a time that is too long',
      { verify: [{ run: 'x', timeout: '2d' }] },
      'write a time of at least 1ms and at most 24h',
    ],
    ['a wait that is too short', { approve: { remind: '1ms' } }, 'approve.remind is "1ms": write a number and a unit'],
    ['an unknown word', { model: { effort: 'huge' } }, 'model.effort is "huge": write low, medium, high or xhigh'],
    ['an unknown report', { verify: [{ run: 'x', report: 'junit:' }] }, 'verify[0].report is "junit:": write auto'],
    [
      'a report from elsewhere',
      { verify: [{ run: 'x', report: 'junit:../*.xml' }] },
      'verify[0].report is "junit:../*.xml": write auto',
    ],
    [
      'labels of few characters and many bytes',
      { labels: Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`l${index}`, '漢'.repeat(100)])) },
      'all names and values together may have at most 2000 bytes',
    ],
    [
      'many short labels',
      { labels: Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`l${index}`, 'x'])) },
      'all names and values together may have at most 2000 bytes',
    ],
    [
      'too many labels',
      { labels: Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`l${index}`, 'x'.repeat(99)])) },
      'all names and values together may have at most 2000 bytes',
    ],
    [
      'an exclusion that includes',
      { modules: { by: 'files', exclude: ['!a'] } },
      `modules.exclude[0] is "!a": write it without a leading '!'`,
    ],
    [
      'a first that nothing judges',
      { first: { goal: 'x', mayChange: ['a'] }, verify: [{ run: 'x', before: 'none' }] },
      'first.verify: each verify command is a new check',
    ],
    ['no attempts', { budget: { attempts: 0 } }, 'budget.attempts is 0: write a number of at least 1'],
    ['no money', { budget: { perModule: { usd: 0 } } }, 'budget.perModule.usd is 0: write a number above 0'],
    ['half a token', { budget: { tokens: 1.5 } }, 'budget.tokens is 1.5: write a whole number'],
    ['too much at once', { concurrency: 1_000 }, 'concurrency is 1000: write a number of at most 200'],
    ['an absolute pattern', { protect: ['/etc/**'] }, 'protect[0] is "/etc/**": patterns go from the repository'],
    ['a pattern that leads out', { protect: ['a/../../b'] }, 'protect[0] is "a/../../b": patterns go from'],
    ['a line with a break', { deliver: { branch: 'a\nb' } }, 'deliver.branch is "a\\nb": write it on one line'],
    [
      'another transport',
      { repository: { url: 'ext::sh -c x' } },
      'repository.url is "ext::sh -c x": it is an address of a kind',
    ],
    ['an option as address', { repository: { url: '-x' } }, `repository.url is "-x": it begins with '-'`],
    ['a bad ref', { repository: { url: '/r', ref: 'a..b' } }, `repository.ref is "a..b": parts joined by '/'`],
    ['a bad branch', { deliver: { branch: 'a b' } }, `deliver.branch is "a b": parts joined by '/'`],
    [
      'a branch in full',
      { deliver: { branch: 'refs/heads/x' } },
      'deliver.branch is "refs/heads/x": name a branch without',
    ],
    [
      'delivery to where it starts',
      { deliver: { branch: 'main' } },
      'deliver.branch is "main": it is the branch that the migration starts from',
    ],
    [
      'a default branch that it starts from',
      { repository: { url: '/r', ref: 'refs/heads/drover/small' } },
      'deliver.branch: it is the branch that',
    ],
    ['a first without work', { first: { mayChange: ['a'] } }, 'first: it has nothing to do; give it a goal'],
    [
      'a network for nothing',
      { last: { goal: 'x', mayChange: ['a'], network: 'none' } },
      "last.network: it has no effect without 'run'",
    ],
    [
      'two commands of one name',
      { verify: [{ run: 'x' }, { run: 'y' }] },
      'verify[1].name: there is another command called "test"',
    ],
    [
      'two modules of one name',
      {
        modules: {
          by: 'list',
          list: [
            { path: 'a', paths: ['a'] },
            { path: 'a', paths: ['b'] },
          ],
        },
      },
      'modules.list[1].path: there is another module called "a"',
    ],
    ['a list without modules', { modules: { by: 'list' } }, 'modules.list: with by: list, name at least one module'],
    [
      'a list that nobody reads',
      { modules: { by: 'files', list: [{ path: 'a', paths: ['a'] }] } },
      'modules.list: it has no effect without by: list',
    ],
    [
      'patterns that nobody reads',
      { modules: { by: 'list', include: ['a'], list: [{ path: 'a', paths: ['a'] }] } },
      'modules.include: it has no effect with by: list',
    ],
    [
      'an unknown placeholder',
      { modules: { by: 'files', mayChange: ['{modul}'] } },
      'modules.mayChange[0]: there is no placeholder {modul} here; known are {module}, {dir}',
    ],
    [
      'a placeholder in first',
      { first: { goal: 'x', mayChange: ['{module}'] } },
      'first.mayChange[0]: there is no placeholder {module} here',
    ],
  ])('refuses %s', (_, changes, words) => {
    const found = faults(changes);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(words);
  });

  it('tells all faults at once, also those that no single field shows', () => {
    const found = faults({
      name: 'X',
      colour: 'red',
      verify: [{ run: 'x' }, { run: 'y', timeout: 'soon' }],
      first: { mayChange: [] },
    });
    expect(found.map((line) => line.replace(/[: ].*/, ''))).toEqual([
      'name',
      'first.mayChange',
      'verify[1].timeout',
      'colour',
      'first',
      'verify[1].name',
    ]);
  });

  it('looks at so many faults as it tells, whatever a file has', () => {
    const timeOf = (fields: number) => {
      const more = Object.fromEntries(Array.from({ length: fields }, (_, index) => [`k${index}`, 1]));
      const began = performance.now();
      expect(faults(more)).toHaveLength(100);
      return performance.now() - began;
    };
    timeOf(1_000);
    // Ten times the fields take about ten times as long, and not the square of it.
    expect(timeOf(100_000) / timeOf(10_000)).toBeLessThan(40);
  });

  it('shows no password and no variable', () => {
    const found = faults({
      repository: { url: 'https://me:secret@example.org/r.git' },
      environment: { env: { TOKEN: 12345 } },
    }).join('\n');
    expect(faults({ repository: { url: `https://me:${'secret'.repeat(40)}@example.org/r.git` } }).join()).not.toContain(
      'secret',
    );
    expect(faults({ repository: { url: 'https://ghp_secret@example.org/r.git' } }).join()).not.toContain('secret');
    expect(found).toContain('it holds a password');
    expect(found).toContain('environment.env.TOKEN');
    expect(found).not.toMatch(/secret|me:|: 12345/);
  });
});
