function slug(text) {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function columns(left, right, width) {
  return left + right.padStart(Math.max(width - left.length, right.length + 1));
}

module.exports = { slug, columns };
