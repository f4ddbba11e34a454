const { cents } = require('@grocer/money');
const { slug } = require('@grocer/text');

function createCatalogue(prices) {
  const goods = new Map(Object.entries(prices).map(([name, price]) => [slug(name), { name, price: cents(price) }]));
  return {
    size: goods.size,
    find(key) {
      const found = goods.get(key);
      if (found === undefined) throw new RangeError(`no goods are called '${key}'`);
      return found;
    },
  };
}

module.exports = { createCatalogue };
