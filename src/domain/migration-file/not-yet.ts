import { z } from 'zod';

const error = 'not supported yet; take it out';

/** A field of the format that is not built yet. It is known, so that it is refused for what it is and not taken for a slip. */
export const notYet = {
  /** Has no value that would mean 'off'. */
  field: () => z.never({ error }).optional(),
  /** May be off. */
  flag: () => z.literal(false, { error }).optional(),
  /** May be empty. */
  list: () => z.array(z.unknown(), { error }).max(0, { error }).optional(),
  /** May be nought. */
  count: () => z.literal(0, { error }).optional(),
};
