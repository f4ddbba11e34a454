const { createIds } = require('..');

let id;
beforeEach(() => {
  id = createIds('order');
});

test('counts from one', () => {
  expect(id()).toBe('order-0001');
  expect(id()).toBe('order-0002');
});

test('each counter is its own', () => {
  const other = createIds('order', 41);
  expect(other()).toBe('order-0041');
  expect(id()).toBe('order-0001');
});
