import type { ApiOptions } from '../api-options.ts';

/** Where the API reads from. */
export type Sources = Pick<ApiOptions, 'migrations' | 'records' | 'blobs' | 'log'>;
