import type { MigrationFile } from '../../domain/migration-file.ts';
import type { Effort, ModelChoice } from '../../domain/model-choice.ts';
import { findModel } from '../models/find-model.ts';

const efforts: readonly Effort[] = ['low', 'medium', 'high', 'xhigh'];

/**
 * What a module's attempts are made with, in this order, each when the one before made no progress: the model at its effort and at
 * all higher ones that it has, then the fallback model where one is named. After the last one a person has to look.
 */
export function modelLadder({ name, effort, fallback, catalog }: MigrationFile['model']): ModelChoice[] {
  const { model: row } = findModel(name, catalog);
  const higher = efforts.slice(efforts.indexOf(effort) + 1).filter((one) => row.efforts.includes(one));
  const own = [effort, ...higher].map((one) => ({ name, effort: one, inputLimit: row.inputLimit }));
  if (fallback === undefined) return own;
  const { inputLimit } = findModel(fallback.name, catalog).model;
  return [...own, { name: fallback.name, effort: fallback.effort ?? effort, inputLimit }];
}
