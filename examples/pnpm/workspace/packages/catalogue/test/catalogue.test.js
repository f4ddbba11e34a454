const { createCatalogue } = require('..');

describe('a catalogue', () => {
  const catalogue = createCatalogue({ 'Red Apples': '2.40', Milk: '1.20' });

  it('finds goods by their slug', () => {
    expect(catalogue.find('red-apples')).toEqual({ name: 'Red Apples', price: 240 });
  });

  it('knows how many there are', () => {
    expect(catalogue).toHaveProperty('size', 2);
  });

  it('says what it does not have', () => {
    expect(() => catalogue.find('bread')).toThrow(RangeError);
  });
});
