import type { Decision } from '../../domain/decision.ts';
import type { DecisionResource } from '../resources/decision-resource.ts';

/** A decision as the API shows it. */
export function decisionView({ at, ...decision }: Decision): DecisionResource {
  return { ...decision, at: new Date(at).toISOString() };
}
