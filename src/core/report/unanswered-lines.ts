import type { MigrationReport } from '../../domain/migration-report.ts';

/** The model calls that nobody made again, a line each. */
export function unansweredLines({ unanswered = [] }: Pick<MigrationReport, 'unanswered'>): string[] {
  return unanswered.map(
    ({ path, place, calls }) =>
      `${path}: ${calls === 1 ? 'a model call' : `${calls} model calls`} of unknown end in ${place}, never made again: the provider may have charged it, and no sum has it`,
  );
}
