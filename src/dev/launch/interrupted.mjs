/** Thrown where a signal ended what was under way, so that everything is cleaned up before this process ends by it, too. */
export class Interrupted extends Error {
  /** @override */
  name = 'Interrupted';

  /** @param {NodeJS.Signals} signal */
  constructor(signal) {
    super(`Ended by ${signal}.`);
    this.signal = signal;
  }
}
