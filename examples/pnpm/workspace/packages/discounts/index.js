const { share } = require('@grocer/money');

const steps = [
  { from: 10_000, percent: 10 },
  { from: 5_000, percent: 5 },
];

function discount(total) {
  const step = steps.find(({ from }) => total >= from);
  return step === undefined ? 0 : share(total, step.percent);
}

module.exports = { discount };
