import type { Brain } from '../../src/dev/rehearsal/brain.ts';

/**
 * Plays a model that runs a command which does next to nothing, so many times, and is done. Each says something new: turns that change nothing and find nothing
 * out are taken for no progress. `onTurn` hears of each turn, from 1 on, of each module.
 */
export function turningBrain(turns: number, onTurn: (turn: number) => void): Brain {
  return ({ items }) => {
    const done = items.filter(
      ({ type }) => type === 'function_call_output' || type === 'custom_tool_call_output',
    ).length;
    onTurn(done + 1);
    return done < turns ? { calls: [{ tool: 'shell', command: `echo ${done + 1}` }] } : { text: 'Done.', calls: [] };
  };
}
