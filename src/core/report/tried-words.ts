import type { ModelTry } from '../../domain/model-choice.ts';

/** The models that a module's attempts had, in words: 'attempt 1: gpt-5.2-codex, effort medium; attempt 3: ..., effort high'. */
export function triedWords(tried: ModelTry[]): string {
  const changes = tried.filter(({ model, effort }, index) => {
    const before = tried[index - 1];
    return before?.model !== model || before.effort !== effort;
  });
  return changes
    .map(({ attempt, turn, model, effort }) => {
      const from = `attempt ${attempt}${turn === 1 ? '' : `, turn ${turn}`}`;
      return `${from}: ${model}, effort ${effort}`;
    })
    .join('; ');
}
