import { callArguments } from './call-arguments.ts';

/** How many arguments an assertion of JUnit 4 has without a message, which is its first one there and the last one in Jupiter. */
const withoutMessage: Record<string, number> = { True: 1, False: 1, Null: 1, NotNull: 1 };

const assertion = /\bassert(Equals|ArrayEquals|NotSame|Same|True|False|Null|NotNull)\(/g;

const annotations: [RegExp, string][] = [
  [/@Before\b/g, '@BeforeEach'],
  [/@After\b/g, '@AfterEach'],
  [/@Ignore\b/g, '@Disabled'],
];

const ofJUnit4 = /^import (?:static )?(?:org\.junit\.(?!jupiter\.)|junit\.framework\.).*\n/gm;

/** What a person would make of a test class: the same tests, in Jupiter. Covers what commons-csv uses of JUnit 4, and no more. */
export function toJupiter(content: string): string {
  if (content.search(ofJUnit4) < 0) return content;
  const parts = [parametersToMethods, expectedToThrows, messagesToTheEnd, otherNames, importsOfJupiter];
  return parts.reduce((text, part) => part(text), content);
}

/** A class that is made anew for each file becomes one whose methods get the file. */
function parametersToMethods(content: string): string {
  if (!content.includes('@RunWith(Parameterized.class)')) return content;
  const fields =
    /\n {4}private final BufferedReader testData;\n\n {4}private final String testName;\n\n {4}public CSV[^]*?\n {4}\}\n/;
  return content
    .replace(/@RunWith\(Parameterized\.class\)\n/, '')
    .replace(fields, '')
    .replace(/ {4}@Parameters\n/, '')
    .replace(
      'Collection<Object[]> generateData() {\n        final List<Object[]>',
      'Collection<File> generateData() {\n        final List<File>',
    )
    .replace('list.add(new Object[] { f });', 'list.add(f);')
    .replace('readTestData() throws', 'readTestData(final BufferedReader testData) throws')
    .replaceAll('readTestData();', 'readTestData(testData);')
    .replaceAll('readTestData(),', 'readTestData(testData),')
    .replace(
      / {4}@Test\n {4}public void (\w+)\(\) throws Exception \{\n/g,
      [
        '    @ParameterizedTest',
        '    @MethodSource("generateData")',
        '    public void $1(final File file) throws Exception {',
        '        final String testName = file.getName();',
        '        final BufferedReader testData = new BufferedReader(new FileReader(file));\n',
      ].join('\n'),
    );
}

/** `@Test(expected = X.class)` becomes an assertion around what the method does. */
function expectedToThrows(content: string): string {
  return content.replace(
    /@Test\(expected = (\w+\.class)\)\n( {4}public void \w+\(\)[^{]*\{\n)([^]*?)\n {4}\}\n/g,
    (_, exception: string, head: string, body: string) =>
      `@Test\n${head}        assertThrows(${exception}, () -> {\n${body.replace(/^(?=.)/gm, '    ')}\n        });\n    }\n`,
  );
}

/** JUnit 4 has an assertion's message first, and Jupiter last. */
function messagesToTheEnd(content: string): string {
  let text = content;
  for (const { index, 0: call, 1: name = '' } of [...content.matchAll(assertion)].reverse()) {
    const start = index + call.length;
    const found = callArguments(text, start);
    const [message = '', ...others] = found.list;
    if (others.length < (withoutMessage[name] ?? 2)) continue;
    text = `${text.slice(0, start)}${others.join(', ')}, ${message}${text.slice(found.end)}`;
  }
  return text;
}

function otherNames(content: string): string {
  return annotations
    .reduce((text, [old, now]) => text.replace(old, now), content)
    .replace(/(?<!\.)\bAssert\./g, 'Assertions.');
}

/** The imports of JUnit 4 make way for those of what the class uses now. */
function importsOfJupiter(content: string): string {
  const statics = [...content.matchAll(/^import static (?:org\.junit\.Assert|junit\.framework\.TestCase)\.(\w+);/gm)];
  const names = [...statics.map(([, name = '']) => name), 'assertThrows'];
  const body = content.replace(ofJUnit4, '');
  const used = (word: string) => new RegExp(`${word}\\b`).test(body);
  const wanted = [
    ...names
      .filter((name) => used(`(?<!\\.)\\b${name}`))
      .map(
        (name) =>
          `static ${name === 'assertThat' ? 'org.hamcrest.MatcherAssert' : 'org.junit.jupiter.api.Assertions'}.${name}`,
      ),
    ...['Test', 'BeforeEach', 'AfterEach', 'Disabled']
      .filter((name) => used(`@${name}`))
      .map((name) => `org.junit.jupiter.api.${name}`),
    ...(used('\\bAssertions\\.(?:assert\\w+|fail)') ? ['org.junit.jupiter.api.Assertions'] : []),
    ...(used('@ParameterizedTest')
      ? ['org.junit.jupiter.params.ParameterizedTest', 'org.junit.jupiter.params.provider.MethodSource']
      : []),
  ];
  const missing = [...new Set(wanted)].filter((name) => !body.includes(`import ${name};`));
  const lines = missing.sort().map((name) => `import ${name};\n`);
  return body.replace(/(^package .*\n\n)/m, `$1${lines.join('')}\n`);
}
