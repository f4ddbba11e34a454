type Fields = Record<string, unknown>;

/** Finds what contradicts in `modules.groups` and the commands of `per: group`. */
export function checkGroups(file: Fields): { field: string; detail: string }[] {
  const { groups: asked, dependsOn } = fieldsOf(file['modules']);
  const groups = listOf(asked).map(fieldsOf);
  const byWord = typeof asked === 'string';
  const commands = listOf(file['verify']).map(fieldsOf);
  const judging = commands.filter(({ per }) => per === 'group').map(({ name = 'test' }) => name);
  if (groups.length === 0 && !byWord) return commands.flatMap(({ per }, index) => unused(per, index));
  if (judging.length === 0) {
    const detail = 'nothing judges a group: add a command with per: group to verify';
    return [{ field: 'modules.groups', detail }];
  }
  if (byWord && asked !== 'all' && (dependsOn === undefined || dependsOn === 'none')) {
    const detail = `${asked} needs to know what modules depend on: write dependsOn: manifests or imports`;
    return [{ field: 'modules.groups', detail }];
  }
  const named = groups.map(({ name }) => name);
  return groups.flatMap(({ name, verify }, index) => [
    ...(named.indexOf(name) < index && typeof name === 'string'
      ? [
          {
            field: `modules.groups[${index}].name`,
            detail: `there is another group called ${JSON.stringify(name)}; give each its own name`,
          },
        ]
      : []),
    ...listOf(verify).flatMap((command, at) => {
      if (typeof command !== 'string' || judging.includes(command)) return [];
      const known = judging.map((one) => JSON.stringify(one)).join(', ');
      const detail = `there is no command ${JSON.stringify(command)} of per: group; there are ${known}`;
      return [{ field: `modules.groups[${index}].verify[${at}]`, detail }];
    }),
  ]);
}

function unused(per: unknown, index: number): { field: string; detail: string }[] {
  if (per !== 'group') return [];
  const detail = "it judges groups, and there are none: name them in modules.groups, or take 'per' out";
  return [{ field: `verify[${index}].per`, detail }];
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
