/** Amounts are whole cents, so that sums are exact. */
function cents(text) {
  const found = /^(-?)(\d+)(?:\.(\d{2}))?$/.exec(text);
  if (found === null) throw new TypeError(`'${text}' is no amount: write 12 or 12.50`);
  const [, sign, whole, part = '0'] = found;
  const amount = Number(whole) * 100 + Number(part);
  return sign === '-' ? -amount : amount;
}

function format(amount) {
  const sign = amount < 0 ? '-' : '';
  const size = Math.abs(amount);
  return `${sign}${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')}`;
}

function share(amount, percent) {
  return Math.round((amount * percent) / 100);
}

module.exports = { cents, format, share };
