function createIds(prefix, start = 1) {
  let next = start;
  return () => `${prefix}-${String(next++).padStart(4, '0')}`;
}

module.exports = { createIds };
