const { createCatalogue } = require('@grocer/catalogue');
const { createEvents } = require('@grocer/events');
const { createCart } = require('..');

test('a cart takes nothing that the catalogue does not have', () => {
  const cart = createCart(createCatalogue({ Milk: '1.20' }), createEvents());
  expect(() => cart.add('bread')).toThrow("no goods are called 'bread'");
  expect(cart.lines()).toEqual([]);
});
