const { cents, format, share } = require('..');

describe('cents', () => {
  test.each([
    ['0', 0],
    ['12', 1200],
    ['12.50', 1250],
    ['-3.05', -305],
  ])('reads %s as %i cents', (text, amount) => {
    expect(cents(text)).toBe(amount);
  });

  test('refuses what is no amount', () => {
    expect(() => cents('12,5')).toThrow("'12,5' is no amount");
  });
});

describe('format', () => {
  test('is what cents reads', () => {
    for (const text of ['0.00', '12.50', '-3.05']) expect(format(cents(text))).toBe(text);
  });
});

test('share rounds to the next cent', () => {
  expect(share(999, 19)).toBe(190);
});
