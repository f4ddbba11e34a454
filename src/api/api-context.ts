import type { ApiOptions } from './api-options.ts';
import type { MigrationEvents } from './events/migration-events.ts';
import type { MigrationReader } from './reading/migration-reader.ts';

/** What routes are made from. */
export type ApiContext = { options: ApiOptions; reader: MigrationReader; events: MigrationEvents };
