import { contentText } from '../../src/core/conversation/content-text.ts';
import type { Brain, BrainAnswer } from '../../src/dev/rehearsal/brain.ts';

/** What a test makes of a module's first attempts: one entry an attempt, the right answer after the last one. */
export type WrongAnswers = Record<string, string[]>;

/**
 * A brain for small test repositories: it replaces OLD by NEW in the module's file, with one shell call to look and one patch. For the
 * modules in `wrong`, the patch of attempt N puts that text in the place of NEW.
 */
export function renamingBrain(wrong: WrongAnswers = {}): Brain {
  return ({ items }) => {
    const texts = items.filter((item) => item['role'] === 'user').map((item) => contentText(item['content']));
    const module = /^Module: (.*)$/m.exec(texts[0] ?? '')?.[1] ?? '';
    const attempts = texts.map((text) => Number(/^Attempt (\d+) of/.exec(text)?.[1] ?? 0));
    const attempt = Math.max(...attempts);
    const since = items.slice(items.findLastIndex((item) => item['role'] === 'user') + 1);
    const outputs = since.filter((item) => item.type.endsWith('_output')).map((item) => contentText(item['output']));
    return answer(module, attempt, outputs, wrong[module]?.[attempt - 1] ?? 'NEW');
  };
}

function answer(module: string, attempt: number, outputs: string[], replacement: string): BrainAnswer {
  const [looked] = outputs;
  if (looked === undefined)
    return { text: `I look at ${module}, attempt ${attempt}.`, calls: [{ tool: 'shell', command: 'cat < "$MODULE"' }] };
  if (outputs.length > 1) return { text: `${module} is done.`, calls: [] };
  const lines = looked.slice(looked.indexOf('output:\n') + 'output:\n'.length).split('\n');
  const target = lines.findIndex((line) => /OLD|BAD/.test(line));
  const old = lines[target];
  if (old === undefined) return { text: 'There is nothing to replace.', calls: [] };
  const patch = [
    '*** Begin Patch',
    `*** Update File: ${module}`,
    '@@',
    ...lines.slice(Math.max(0, target - 2), target).map((line) => ` ${line}`),
    `-${old}`,
    ...old
      .replace(/OLD|BAD/, replacement)
      .split('\n')
      .map((line) => `+${line}`),
    '*** End Patch',
  ].join('\n');
  return { text: `I replace OLD in ${module}.`, calls: [{ tool: 'apply_patch', patch }] };
}
