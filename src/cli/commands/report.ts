import { writeFile } from 'node:fs/promises';
import { printReport } from '../../dev/show/print-report.ts';
import type { MigrationResource } from '../../api/resources/migration-resource.ts';
import { chooseMigration } from '../choose/choose-migration.ts';
import { hasEnded } from '../choose/has-ended.ts';
import type { DroverApi } from '../http/drover-api.ts';
import { openApi, type ApiOptions } from '../http/open-api.ts';
import type { Io } from '../io.ts';
import { Failure } from '../../domain/failure.ts';

export type ReportOptions = { format?: string; output?: string };

/** The API's names for the formats: JSON is for programs, so it comes whole. */
const formats = { json: 'bundle', markdown: 'markdown', html: 'html' } as const;

/** `drover report [ID]`: what a migration ended in, module by module; with --format, as a document. */
export async function report(id: string | undefined, options: ApiOptions & ReportOptions, io: Io): Promise<number> {
  const format = formatOf(options);
  const api = await openApi(options);
  const migration = await chooseMigration(api, id, { ended: true });
  if (format !== undefined) return writeDocument(api, migration, { format, output: options.output }, io);
  const found = await api.report(migration.id);
  if (found === undefined) throw none(migration);
  if (io.json) io.print(JSON.stringify(found, null, 2));
  else printReport({ report: found, repository: migration.repository.url, print: io.print });
  return 0;
}

/** Undefined without --format and --output: then it is printed for the terminal. */
function formatOf({ format, output }: ReportOptions): 'bundle' | 'markdown' | 'html' | undefined {
  const ending = /\.(json|md|markdown|html?)$/i.exec(output ?? '')?.[1]?.toLowerCase();
  const wanted =
    format ?? { json: 'json', md: 'markdown', markdown: 'markdown', htm: 'html', html: 'html' }[ending ?? ''];
  if (wanted === undefined && output === undefined) return undefined;
  if (wanted !== undefined && Object.hasOwn(formats, wanted)) return formats[wanted as keyof typeof formats];
  throw new Failure(
    'InputRefused',
    format === undefined
      ? `--output is '${output}', whose ending names no format: write --format markdown, html or json, too.`
      : `--format is '${format}': write markdown, html or json.`,
  );
}

async function writeDocument(
  api: DroverApi,
  migration: MigrationResource,
  { format, output }: { format: 'bundle' | 'markdown' | 'html'; output: string | undefined },
  io: Io,
): Promise<number> {
  const text = await api.reportText(migration.id, format);
  if (text === undefined) throw none(migration);
  if (output === undefined) {
    io.copy(text.endsWith('\n') ? text : `${text}\n`);
    return 0;
  }
  try {
    await writeFile(output, text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure(
      'InputRefused',
      `--output ${output} can't be written: ${why}. Name a file in a folder that is there.`,
    );
  }
  io.say(`Wrote ${output}.`);
  return 0;
}

function none({ id, status, problem }: MigrationResource): Failure {
  return new Failure(
    'Conflict',
    hasEnded(status)
      ? `${id} ended (${status}) before there was anything to report${problem === undefined ? '.' : `: ${problem}`}`
      : `${id} has not ended yet: \`drover watch ${id}\` ends with its report.`,
  );
}
