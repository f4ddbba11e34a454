const { format } = require('@grocer/money');
const { columns } = require('@grocer/text');

function receipt({ id, lines, off, due }, width = 24) {
  const rows = lines.map(({ name, price, count }) => columns(`${count} ${name}`, format(price * count), width));
  const less = off === 0 ? [] : [columns('Discount', format(-off), width)];
  return [id, ...rows, ...less, columns('Due', format(due), width)].join('\n');
}

module.exports = { receipt };
