import { describe, expect, it } from 'vitest';
import { countAssertions } from '../../../src/core/assertions/count-assertions.ts';

function figures(body: string, imports = ''): string {
  const text = `package a\n\nimport (\n\t"testing"\n${imports})\n\nfunc TestA(t *testing.T) {\n${body}\n}\n`;
  const count = countAssertions('a_test.go', text);
  return count === undefined ? 'not counted' : `${count.total} total, ${count.constant} constant`;
}

const testify = '\t"github.com/stretchr/testify/assert"\n\tmust "github.com/stretchr/testify/require"\n';

describe('assertions in Go', () => {
  it('counts the failures of each testing.T, under whatever name', () => {
    expect(figures('if x != 1 { t.Errorf("x is %d", x) }; t.Fatal(err); t.Fail(); t.Log("no"); t.Skip()')).toBe(
      '3 total, 0 constant',
    );
    expect(
      figures('t.Run("b", func(tt *testing.T) { tt.FailNow() }); check(func(tb testing.TB) { tb.Error("a") })'),
    ).toBe('2 total, 0 constant');
  });

  it("counts testify's assertions, under the names of the imports", () => {
    const body =
      'assert.Equal(t, 1, y); must.NoError(t, err); assert.Panics(t, f); a := assert.New(t); require.True(t, x)';
    expect(figures(body, testify)).toBe('3 total, 0 constant');
    expect(figures('assert.Equal(t, 1, y)')).toBe('0 total, 0 constant');
  });

  it('knows those that compare literals, or a value with itself', () => {
    const body = 'assert.Equal(t, 1, 1); assert.True(t, true, msg); assert.Equal(t, x.y, x.y); must.Nil(t, nil)';
    expect(figures(body, testify)).toBe('4 total, 4 constant');
    expect(figures('assert.Equal(t, f(), f()); assert.Equal(t, "a", x)', testify)).toBe('2 total, 0 constant');
  });

  it('does not count errors of other values, comments and texts', () => {
    expect(figures('err.Error(); log.Fatal("no"); _ = "t.Fatal(x)" // t.Fatal(x)')).toBe('0 total, 0 constant');
  });
});
