function createCart(catalogue, events) {
  const lines = new Map();
  return {
    add(key, count = 1) {
      const { name, price } = catalogue.find(key);
      const line = lines.get(key) ?? { name, price, count: 0 };
      line.count += count;
      lines.set(key, line);
      events.emit('added', { key, count });
    },
    remove(key) {
      if (lines.delete(key)) events.emit('removed', { key });
    },
    lines: () => [...lines.values()],
    total: () => [...lines.values()].reduce((sum, { price, count }) => sum + price * count, 0),
  };
}

module.exports = { createCart };
