import { z } from 'zod';

/** The files that a merge changes and that configure how tests are built and run, each with its kind. */
export const ConfigurationResource = z.array(z.object({ path: z.string(), kind: z.string() }));
