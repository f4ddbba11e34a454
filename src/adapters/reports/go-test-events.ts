/** One line of `go test -json` (https://pkg.go.dev/cmd/test2json), or one that Go before 1.24 prints in the middle of them as plain text. */
export type GoTestEvent = {
  action: string;
  package?: string;
  /** 'TestEach/with_blank' for a subtest; undefined for the package itself. */
  test?: string;
  output?: string;
  /** Of 'build-output': what is being built. A package that could not be built names it in its 'fail'. */
  built?: string;
};

const fields = { package: 'Package', test: 'Test', output: 'Output' } as const;

/** How `go test` says that a package or its tests can't be built. */
export const notBuilt = /^FAIL\t(\S+) \[(?:build|setup) failed\]\r?\n?$/;

/** Reads the events of `go test -json`; other lines, such as those of a Makefile around it, are left out. */
export function goTestEvents(text: string): GoTestEvent[] {
  return text.split('\n').flatMap((line) => {
    const plain = notBuilt.exec(line);
    if (plain !== null) return [{ action: 'fail', package: plain[1] ?? '', output: line, built: plain[1] ?? '' }];
    const event = line.startsWith('{') ? parse(line) : undefined;
    return event === undefined ? [] : [event];
  });
}

function parse(line: string): GoTestEvent | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  const read = (name: string): string | undefined => {
    const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
    return typeof found === 'string' ? found : undefined;
  };
  const action = read('Action');
  const built = read('FailedBuild') ?? read('ImportPath');
  if (action === undefined) return undefined;
  const event: GoTestEvent = { action, ...(built !== undefined && { built }) };
  for (const [field, name] of Object.entries(fields)) {
    const found = read(name);
    if (found !== undefined) event[field as keyof typeof fields] = found;
  }
  return event;
}
