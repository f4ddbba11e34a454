import type { MigrationFile } from '../../domain/migration-file.ts';
import type { Effort } from '../../domain/model-choice.ts';
import type { Severity } from '../../domain/review.ts';

export type ReviewSettings = { model: string; effort: Effort; severity: Severity };

/** How a migration's modules are reviewed; undefined where they are not. */
export function reviewSettings({ review, model }: Pick<MigrationFile, 'review' | 'model'>): ReviewSettings | undefined {
  if (review === false) return undefined;
  const settings: Partial<ReviewSettings> = review === true ? {} : (review as Partial<ReviewSettings>);
  return {
    model: settings.model ?? model.name,
    effort: settings.effort ?? model.effort,
    severity: settings.severity ?? 'medium',
  };
}
