import { checkGroups } from './check-groups.ts';
import type { Fault } from './fault.ts';
import { refuseRefName } from './refuse-ref-name.ts';
import { repositoryAddress } from './repository-address.ts';
import { showValue } from './show-value.ts';

type Fields = Record<string, unknown>;

/**
 * Finds what no single field shows: fields that contradict one another, names that are used twice, names that git would not take. It looks
 * at the document and not at what the schema made of it, so that these faults are told along with all others.
 */
export function crossCheck(document: unknown): Fault[] {
  const file = fieldsOf(document);
  return [
    ...checkRepository(file),
    ...checkDelivery(file),
    ...checkModules(file),
    ...checkPlaceholders(file),
    ...['first', 'last'].flatMap((role) => checkOuter(file, role)),
    ...checkNames(file['verify'], 'verify'),
    ...checkScopes(file),
    ...checkGroups(file),
  ].map((fault: Found) => {
    const value = fault.path && showValue(document, fault.path);
    return { field: fault.field, ...(value !== undefined && { value }), detail: fault.detail };
  });
}

/** A fault whose value is worth showing names its path. */
type Found = { field: string; path?: string[]; detail: string };

function checkRepository(file: Fields): Found[] {
  const { url, ref } = fieldsOf(file['repository']);
  const faults: Found[] = [];
  if (typeof url === 'string' && url !== '') {
    const address = repositoryAddress(url);
    if (address.kind === 'refused') {
      const detail = `${address.why}; name a path, or an address like https://HOST/PATH, ssh://USER@HOST/PATH or USER@HOST:PATH`;
      faults.push({ field: 'repository.url', path: ['repository', 'url'], detail });
    }
  }
  const detail = typeof ref === 'string' && ref !== '' ? refuseRefName(ref) : undefined;
  if (detail !== undefined) faults.push({ field: 'repository.ref', path: ['repository', 'ref'], detail });
  return faults;
}

function checkDelivery(file: Fields): Found[] {
  const named = fieldsOf(file['deliver'])['branch'];
  if (named !== undefined && (typeof named !== 'string' || named === '')) return [];
  const at = { field: 'deliver.branch', path: ['deliver', 'branch'] };
  if (named !== undefined) {
    const detail = refuseRefName(named);
    if (detail !== undefined) return [{ ...at, detail }];
    if (named === 'HEAD' || named.startsWith('refs/')) {
      return [{ ...at, detail: "name a branch without 'refs/heads/', and not HEAD" }];
    }
  }
  const branch = named ?? (typeof file['name'] === 'string' ? `drover/${file['name']}` : undefined);
  const { ref } = fieldsOf(file['repository']);
  if (typeof ref !== 'string' || ref.replace(/^refs\/heads\//, '') !== branch) return [];
  const detail = `it is the branch that the migration starts from (repository.ref, ${branch}); deliver to another one, which people merge`;
  return [{ ...at, detail }];
}

function checkModules(file: Fields): Found[] {
  const modules = fieldsOf(file['modules']);
  return [...checkList(modules), ...checkCommand(modules), ...checkOrder(modules)];
}

/** What a module waits for has to be there, and something else than itself. */
function checkOrder({ by, dependsOn, list, workspaces }: Fields): Found[] {
  const faults: Found[] = [];
  if (workspaces !== undefined && by !== 'workspaces') {
    const detail = 'it says whose workspaces are meant; write by: workspaces, or take it out';
    faults.push({ field: 'modules.workspaces', path: ['modules', 'workspaces'], detail });
  }
  if (dependsOn === 'manifests' && by !== 'workspaces') {
    const detail = 'manifests are those of workspaces; write by: workspaces, or dependsOn: imports';
    faults.push({ field: 'modules.dependsOn', path: ['modules', 'dependsOn'], detail });
  }
  const entries = listOf(list).map(fieldsOf);
  const paths = new Set(entries.map(({ path }) => path));
  return [
    ...faults,
    ...entries.flatMap(({ path, dependsOn: names }, index) =>
      listOf(names).flatMap((name, place): Found[] => {
        const field = `modules.list[${index}].dependsOn[${place}]`;
        if (typeof name !== 'string') return [];
        const shown = JSON.stringify(name.slice(0, 100));
        if (name === path) return [{ field, detail: `${shown} can't wait for itself; take it out` }];
        return paths.has(name)
          ? []
          : [{ field, detail: `there is no module ${shown} in the list; name one by its path` }];
      }),
    ),
  ];
}

function checkList(modules: Fields): Found[] {
  const list = modules['list'];
  if (modules['by'] === 'command') return [];
  if (modules['by'] !== 'list') {
    if (list === undefined || typeof modules['by'] !== 'string') return [];
    return [{ field: 'modules.list', detail: 'it has no effect without by: list; take it out, or write by: list' }];
  }
  const faults = withoutEffect(modules);
  if (list === undefined || (Array.isArray(list) && list.length === 0)) {
    faults.push({
      field: 'modules.list',
      detail: 'with by: list, name at least one module: { path: lib, paths: ["lib/**"] }',
    });
  }
  const paths = listOf(list).map((entry) => fieldsOf(entry)['path']);
  return [...faults, ...twice(paths, (index) => `modules.list[${index}].path`, 'module')];
}

function checkCommand(modules: Fields): Found[] {
  const { by, command } = modules;
  const field = 'modules.command';
  if (by === 'command' && command === undefined)
    return [{ field, detail: 'with by: command, write the command that prints the modules as JSON' }];
  if (by === 'command') return withoutEffect(modules);
  return command === undefined || typeof by !== 'string'
    ? []
    : [{ field, detail: 'it has no effect without by: command; take it out, or write by: command' }];
}

function withoutEffect(modules: Fields): Found[] {
  const { by } = modules;
  return ['include', 'exclude', ...(by === 'command' ? ['list'] : [])]
    .filter((name) => modules[name] !== undefined)
    .map((name) => ({ field: `modules.${name}`, detail: `it has no effect with by: ${String(by)}; take it out` }));
}

/** `{modul}` would match a folder of that very name, and nothing else. */
function checkPlaceholders(file: Fields): Found[] {
  const check = (patterns: unknown, field: string, known: string[]) =>
    listOf(patterns).flatMap((pattern, index) => {
      const used = typeof pattern === 'string' ? [...pattern.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name) : [];
      const unknown = used.filter((name) => !known.includes(name));
      const right =
        known.length > 0 ? `known are ${known.map((name) => `{${name}}`).join(', ')}` : 'write the path itself';
      return unknown.map((name) => ({
        field: `${field}[${index}]`,
        detail: `there is no placeholder {${name}} here; ${right}`,
      }));
    });
  return [
    ...check(fieldsOf(file['modules'])['mayChange'], 'modules.mayChange', ['module', 'dir', 'stem', 'name']),
    ...check(fieldsOf(file['first'])['mayChange'], 'first.mayChange', []),
    ...check(fieldsOf(file['last'])['mayChange'], 'last.mayChange', []),
  ];
}

function checkOuter(file: Fields, role: string): Found[] {
  const outer = file[role];
  if (typeof outer !== 'object' || outer === null || Array.isArray(outer)) return [];
  const { goal, run, network, timeout, verify } = outer as Fields;
  const faults = checkNames(verify, `${role}.verify`);
  const commands = listOf(file['verify'])
    .map(fieldsOf)
    .filter(({ per = 'module' }) => per === 'module');
  if (
    role === 'first' &&
    verify === undefined &&
    commands.length > 0 &&
    commands.every(({ before }) => before === 'none')
  ) {
    const detail =
      'each verify command is a new check (before: none), so nothing can judge this module; give it verify commands of its own';
    faults.push({ field: 'first.verify', detail });
  }
  if (goal === undefined && run === undefined) {
    const detail = 'it has nothing to do; give it a goal (what the model is to do), a run (a command), or both';
    faults.push({ field: role, detail });
  }
  for (const [name, value] of Object.entries({ network, timeout })) {
    if (value !== undefined && run === undefined) {
      faults.push({ field: `${role}.${name}`, detail: "it has no effect without 'run'; take it out" });
    }
  }
  return faults;
}

/** Each module is judged by commands of its own, and the migration as a whole by those under verify alone. */
function checkScopes(file: Fields): Found[] {
  const commands = listOf(file['verify']).map(fieldsOf);
  const faults: Found[] = ['first', 'last'].flatMap((role) =>
    listOf(fieldsOf(file[role])['verify']).flatMap((command, index) => {
      if (!['migration', 'group'].includes(String(fieldsOf(command)['per']))) return [];
      const field = `${role}.verify[${index}].per`;
      return [{ field, detail: "it judges this one module; take 'per' out, or move the command to verify" }];
    }),
  );
  if (commands.length > 0 && commands.every(({ per }) => per === 'migration')) {
    const detail = "each command is of per: migration, so nothing judges a module; add a command without 'per'";
    faults.push({ field: 'verify', detail });
  }
  return faults;
}

function checkNames(verify: unknown, field: string): Found[] {
  const names = listOf(verify).map((command) => {
    const { run, name = 'test' } = fieldsOf(command);
    return run === undefined ? undefined : name;
  });
  return twice(names, (index) => `${field}[${index}].name`, 'command');
}

function twice(names: unknown[], field: (index: number) => string, what: string): Found[] {
  const seen = new Set<unknown>();
  return names.flatMap((name, index) => {
    if (typeof name !== 'string') return [];
    if (seen.has(name)) {
      const shown = JSON.stringify(name.slice(0, 100));
      return [{ field: field(index), detail: `there is another ${what} called ${shown}; give each its own name` }];
    }
    seen.add(name);
    return [];
  });
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
