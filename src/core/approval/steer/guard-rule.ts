import { showValue } from '../show-value.ts';
import type { Steered } from './guard-steer.ts';
import type { SteerState } from './steer-state.ts';

const mostCharacters = 4_000;
/** Each is in every later context, and in the state that the migration carries. */
const mostRules = 100;

/** `rule`: adds a rule to the guide, for what has not begun. */
export function guardRule({ rule }: Record<string, unknown>, { guide }: SteerState): Steered {
  if (typeof rule !== 'string' || rule.trim() === '' || rule.length > mostCharacters)
    return {
      kind: 'refused',
      why: `"rule" must be a text of at most ${mostCharacters} characters, not ${showValue(rule)}`,
    };
  if (guide.includes(rule.trim())) return { kind: 'refused', why: 'the guide has this rule already' };
  if (guide.length >= mostRules)
    return { kind: 'refused', why: `the guide has ${guide.length} rules, which is the most that it takes` };
  return { kind: 'accepted', decision: { kind: 'rule', rule: rule.trim() } };
}
