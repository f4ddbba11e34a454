import { describe, expect, test } from 'vitest';
import { refusePath } from '../../../src/core/paths/refuse-path.ts';

describe('refusePath lets plain paths through', () => {
  test.each([
    'a.js',
    'src/deep/er/file.test.ts',
    '.github/workflows/ci.yml',
    '.gitignore',
    'sub/.gitkeep',
    'git/config',
    'a.git/x',
    'pages/[id].js',
    'with blank/ä ü.txt',
    'quote"s and \'s.txt',
    '...',
    '..a/b..',
    'file.',
    'a-b/c-d',
    'git~/x',
    'digit~1',
    '日本語.md',
    `${'x'.repeat(255)}/y`,
  ])('%s', (path) => {
    expect(refusePath(path, false)).toBeUndefined();
    expect(refusePath(path, true)).toBeUndefined();
  });
});

describe('refusePath refuses, even for existing files', () => {
  test.each([
    ['', 'empty'],
    ['/etc/passwd', 'absolute'],
    ['//host/share', 'absolute'],
    ['C:/x', 'drive'],
    ['c:x', 'drive'],
    ['a\\b', 'backslash'],
    ['..\\x', 'backslash'],
    ['..', "'..'"],
    ['../x', "'..'"],
    ['a/../../x', "'..'"],
    ['a/..', "'..'"],
    ['.', "'.'"],
    ['./a', "'.'"],
    ['a/./b', "'.'"],
    ['a//b', 'empty component'],
    ['a/', 'empty component'],
    ['a\0b', 'control'],
    ['a\nb', 'control'],
    ['a\u0085b', 'control'],
    ['a\u2028b', 'control'],
    ['a\u007Fb', 'control'],
    ['a\uD800', 'Unicode'],
    ['.git', 'git'],
    ['.git/config', 'git'],
    ['sub/.git/hooks/pre-commit', 'git'],
    ['.GIT/config', 'git'],
    ['.Git', 'git'],
    ['.git./config', 'git'],
    ['.git /config', 'git'],
    ['.git. . /config', 'git'],
    ['.git::$INDEX_ALLOCATION/config', 'git'],
    ['git~1/config', 'git'],
    ['GIT~2', 'git'],
    ['.g\u200Cit/config', 'git'],
    ['\uFEFF.git', 'git'],
    ['.gi\u200Dt\u202E', 'git'],
    ['.g\u00ADit', 'git'],
    ['\uFF0Egit', 'git'],
    ['.gitmodules', 'git'],
    ['sub/.gitmodules', 'git'],
    ['.GitModules', 'git'],
    ['.gitmodules.', 'git'],
    ['gitmod~1', 'git'],
    ['gi7eba~1', 'git'],
    ['.gitattributes', 'git'],
    ['sub/.gitAttributes', 'git'],
    ['gitatt~1', 'git'],
    ['gi7d29~3', 'git'],
    ['x'.repeat(256), 'longer than 255'],
    ['é'.repeat(128), 'longer than 255'],
    [Array.from({ length: 2100 }, () => 'x').join('/'), 'longer than 4096'],
  ])('%j', (path, reason) => {
    expect(refusePath(path, true)).toContain(reason);
    expect(refusePath(path, false)).toContain(reason);
  });
});

test('a name that begins with a dash may stay, but not be new', () => {
  for (const path of ['-rf', '--help/x.js', 'src/-x.js', 'src/-d/x.js']) {
    expect(refusePath(path, true)).toBeUndefined();
    expect(refusePath(path, false)).toContain('begins with a dash');
  }
});
