const { receipt } = require('..');

const order = { id: 'order-0001', lines: [{ name: 'Milk', price: 120, count: 50 }], off: 300, due: 5_700 };

test('a receipt lists what was bought and what is due', () => {
  expect(receipt(order).split('\n')).toEqual([
    'order-0001',
    '50 Milk            60.00',
    'Discount           -3.00',
    'Due                57.00',
  ]);
});

test('a receipt without a discount does not name one', () => {
  expect(receipt({ ...order, off: 0, due: 6_000 })).not.toMatch(/Discount/);
});

test.todo('a receipt in another currency');
