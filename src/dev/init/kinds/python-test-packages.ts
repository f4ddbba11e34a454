/** Packages that tests are written with, by what a test or its settings say; nobody guesses at others, since any name can be registered. */
const signs: [RegExp, string][] = [
  [/^\s*(?:import|from) hypothesis\b/m, 'hypothesis'],
  [/^\s*(?:import|from) freezegun\b/m, 'freezegun'],
  [/^\s*(?:import|from) time_machine\b/m, 'time-machine'],
  [/^\s*(?:import|from) responses\b/m, 'responses'],
  [/^\s*(?:import|from) requests_mock\b|\(.*\brequests_mock\b.*\):$/m, 'requests-mock'],
  [/^\s*(?:import|from) mock\b/m, 'mock'],
  [/^\s*(?:import|from) parameterized\b/m, 'parameterized'],
  [/^\s*(?:import|from) ddt\b/m, 'ddt'],
  [/^\s*(?:import|from) trustme\b/m, 'trustme'],
  [/^\s*(?:import|from) pretend\b/m, 'pretend'],
  [/^\s*(?:import|from) flaky\b/m, 'flaky'],
  [/^\s*(?:import|from) pytest_asyncio\b|@pytest\.mark\.asyncio\b|^\s*asyncio_mode\b/m, 'pytest-asyncio'],
  [/^\s*(?:import|from) pytest_mock\b|^\s*(?:async )?def test_\w+\(.*\bmocker\b/m, 'pytest-mock'],
  [/^\s*(?:async )?def test_\w+\(.*\bhttpbin\b/m, 'pytest-httpbin'],
  [/^\s*(?:async )?def test_\w+\(.*\bbenchmark\b/m, 'pytest-benchmark'],
  [/--cov\b/, 'pytest-cov'],
  [/@pytest\.mark\.timeout\b|--timeout\b/, 'pytest-timeout'],
  [/^\s*addopts\b.*(?:-n ?(?:auto|\d)|--numprocesses|--dist)/m, 'pytest-xdist'],
];

/** The well-known packages that tests need besides pytest, as the tests and the settings show; already named ones are left out. */
export function pythonTestPackages(settings: string, tests: string[]): string[] {
  const texts = [settings, ...tests];
  return signs.flatMap(([sign, name]) =>
    texts.some((text) => sign.test(text)) && !isNamed(settings, name) ? [name] : [],
  );
}

/** Whether the settings name the package, with a dash or an underscore. */
function isNamed(settings: string, name: string): boolean {
  return new RegExp(`(^|["'\\s])${name.replaceAll('-', '[-_]')}(?![\\w-])(?=[\\s"'<>=!~;\\[]|$)`, 'm').test(settings);
}
