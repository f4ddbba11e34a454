const { discount } = require('..');

describe.each([
  [4_999, 0],
  [5_000, 250],
  [10_000, 1_000],
])('a total of %i', (total, expected) => {
  it(`has ${expected} off`, () => {
    expect(discount(total)).toBe(expected);
  });

  it('never has more off than it is', () => {
    expect(discount(total)).toBeLessThan(total);
  });
});
