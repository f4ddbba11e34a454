const { discount } = require('@grocer/discounts');
const { createIds } = require('@grocer/ids');

function createOrders(number = createIds('order')) {
  return {
    place(cart) {
      if (cart.lines().length === 0) throw new Error('an empty cart is no order');
      const total = cart.total();
      const off = discount(total);
      return { id: number(), at: new Date().toISOString(), lines: cart.lines(), total, off, due: total - off };
    },
  };
}

module.exports = { createOrders };
