import { describe, expect, it } from 'vitest';
import { countAssertions } from '../../../src/core/assertions/count-assertions.ts';

const count = (body: string, before = '') =>
  countAssertions('src/test/java/ATest.java', `class ATest {\n${before}\n  @Test public void a() {\n${body}\n  }\n}\n`);

describe('assertions in Java', () => {
  it.each([
    ['assertEquals(3, list.size());', 1, 0],
    ['Assert.assertEquals("size", 3, list.size());', 1, 0],
    ['Assertions.assertTrue(list.isEmpty(), "empty");', 1, 0],
    ['assertThat(list).hasSize(3).contains("a");', 1, 0],
    ['assertThrows(IOException.class, () -> read());', 1, 0],
    ['verify(mock).close();', 1, 0],
    ['fail("not reached");', 1, 0],
    ['assertAll(() -> assertEquals(1, a()), () -> assertEquals(2, b()));', 2, 0],
    ['assertTrue(true);', 1, 1],
    ['assertTrue("holds", true);', 1, 1],
    ['assertEquals(1, 1);', 1, 1],
    ['assertEquals("same", "a", "a");', 1, 1],
    ['assertEquals(x, x);', 1, 1],
    ['assertEquals("message", x, x);', 1, 1],
    ['assertEquals(next(), next());', 1, 0],
    ['assertEquals("text", name());', 1, 0],
    ['// assertEquals(1, a());\nString s = "assertEquals(1, a())";', 0, 0],
  ])('%s', (body, total, constant) => {
    expect(count(body)).toMatchObject({ total, constant });
  });

  it('counts an expected exception as the assertThrows that takes its place', () => {
    expect(countAssertions('A.java', 'class A { @Test(expected = IOException.class) public void a() {} }')?.total).toBe(
      1,
    );
    const rule = '@Rule public ExpectedException thrown = ExpectedException.none();';
    expect(count('thrown.expect(IOException.class); read();', rule)?.total).toBe(1);
  });
});
