import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { shellWord } from '../../../src/core/shell/shell-word.ts';

test.each(['test/a.js', 'a b', "it's", '$(id)', '`id`', '"', '*', '', 'é;rm', '!x', '~'])(
  'a shell takes %j for that very word',
  (text) => {
    const said = execFileSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' });
    expect(said).toBe(text);
  },
);

test('leaves a plain path as it is', () => expect(shellWord('test/a-b.js')).toBe('test/a-b.js'));
