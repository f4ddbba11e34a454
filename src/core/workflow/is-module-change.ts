const usageFields = ['modelCalls', 'inputTokens', 'cachedTokens', 'outputTokens', 'microUsd'];

/** Whether a message is what a module says to its migration: how it stands (`view`), or how it ended (`result`), with all that is computed with. */
export function isModuleChange(message: unknown): boolean {
  const { view, result } = fieldsOf(message);
  const said = [view, result].filter((value) => value !== undefined);
  return said.length > 0 && said.every(isModule);
}

function isModule(value: unknown): boolean {
  const module = fieldsOf(value);
  const usage = fieldsOf(module['usage']);
  return (
    ['key', 'path', 'role', 'state'].every((name) => typeof module[name] === 'string') &&
    ['refused', 'decisions'].every((name) => Array.isArray(module[name])) &&
    usageFields.every((name) => Number.isInteger(usage[name]))
  );
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
