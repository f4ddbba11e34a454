import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { Failure } from '../../domain/failure.ts';
import { explainIssue } from '../../domain/migration-file/explain-issue.ts';
import { fieldName } from '../../domain/migration-file/field-name.ts';
import { showValue } from '../../domain/migration-file/show-value.ts';
import { ModelCatalog } from '../../domain/model-catalog.ts';

/**
 * Reads the operator's catalog of models (YAML or JSON: model ids with their fields); an empty one without a path. Throws `InputRefused` with
 * every fault: its field, its value and what would be right. Read at once, so that a fault is heard of at the start.
 */
export function readCatalog(path: string | undefined): ModelCatalog {
  if (path === undefined) return {};
  const document = readDocument(path);
  const parsed = ModelCatalog.safeParse(document, { error: explainIssue });
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    if (issue.code === 'unrecognized_keys')
      return `${fieldName([...issue.path, issue.keys[0] ?? ''])}: there is no such field.`;
    const value = showValue(document, issue.path);
    return `${fieldName(issue.path)}${value === undefined ? '' : ` is ${value}`}: ${issue.message}.`;
  });
  throw new Failure('InputRefused', `'${path}' (DROVER_MODEL_CATALOG) has faults:\n${lines.join('\n')}`);
}

function readDocument(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Failure(
      'InputRefused',
      `DROVER_MODEL_CATALOG is ${JSON.stringify(path)}, and that can't be read (${code}): write the path of a YAML or JSON file.`,
    );
  }
  try {
    return parse(text) ?? {};
  } catch (cause) {
    throw new Failure(
      'InputRefused',
      `'${path}' (DROVER_MODEL_CATALOG) is neither YAML nor JSON: ${(cause as Error).message}`,
      { cause },
    );
  }
}
