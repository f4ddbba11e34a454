/** A set-up step that could not be done. Its message says all that a user needs, so it is shown without a stack. */
export class SetUpError extends Error {
  /** @override */
  name = 'SetUpError';
}
