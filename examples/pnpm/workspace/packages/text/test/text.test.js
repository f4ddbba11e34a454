const { slug, columns } = require('..');

describe('slug', () => {
  test.each([
    { text: 'Red Apples', expected: 'red-apples' },
    { text: '  Milk, 1 litre ', expected: 'milk-1-litre' },
  ])('makes $expected of $text', ({ text, expected }) => {
    expect(slug(text)).toBe(expected);
  });
});

describe('columns', () => {
  test('sets the right one at the edge', () => {
    expect(columns('Milk', '1.20', 12)).toBe('Milk    1.20');
  });

  test('keeps a blank where both do not fit', () => {
    expect(columns('Strawberries', '3.00', 10)).toBe('Strawberries 3.00');
  });
});
