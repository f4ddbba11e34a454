/** Thrown where Ctrl-C, or a request to end, ended what was under way. */
export class Interrupted extends Error {
  override name = 'Interrupted';

  constructor(
    goesOn = 'Nothing is lost: `drover dev` goes on with what was under way, and so does the next command that starts a service.',
  ) {
    super(`Ended by Ctrl-C. ${goesOn}`);
  }
}
