const { createOrders } = require('..');

describe('an order', () => {
  beforeAll(() => {
    jest.useFakeTimers();
    jest.setSystemTime(new Date('2026-01-02T03:04:05Z'));
  });
  afterAll(() => {
    jest.useRealTimers();
  });

  const cart = (price, count) => ({
    lines: () => (count === 0 ? [] : [{ name: 'Milk', price, count }]),
    total: () => price * count,
  });

  test('has a number, a time and what is due', () => {
    expect(createOrders().place(cart(120, 50))).toMatchObject({
      id: 'order-0001',
      at: '2026-01-02T03:04:05.000Z',
      total: 6_000,
      off: 300,
      due: 5_700,
    });
  });

  test('takes its number from who counts', () => {
    const number = jest.fn().mockReturnValueOnce('x-1');
    expect(createOrders(number).place(cart(120, 1)).id).toBe('x-1');
    expect(number).toHaveBeenCalledTimes(1);
  });

  test('is not made of an empty cart', () => {
    expect(() => createOrders().place(cart(120, 0))).toThrow('an empty cart');
  });
});
