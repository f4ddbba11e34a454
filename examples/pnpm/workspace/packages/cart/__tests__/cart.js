const { createCatalogue } = require('@grocer/catalogue');
const { createEvents } = require('@grocer/events');
const { createCart } = require('..');

describe('a cart', () => {
  const catalogue = createCatalogue({ Milk: '1.20', Bread: '3.00' });
  let events;
  let cart;
  beforeEach(() => {
    events = createEvents();
    cart = createCart(catalogue, events);
  });

  test('is empty at first', () => {
    expect(cart.lines()).toEqual([]);
    expect(cart.total()).toBe(0);
  });

  test('adds up', () => {
    cart.add('milk', 2);
    cart.add('bread');
    cart.add('milk');
    expect(cart.lines()).toHaveLength(2);
    expect(cart.total()).toBe(660);
  });

  test('tells what comes and goes', () => {
    const added = jest.fn();
    const removed = jest.fn();
    events.on('added', added);
    events.on('removed', removed);
    cart.add('milk', 2);
    cart.remove('milk');
    cart.remove('milk');
    expect(added).toHaveBeenCalledWith({ key: 'milk', count: 2 });
    expect(removed).toHaveBeenCalledTimes(1);
  });
});
