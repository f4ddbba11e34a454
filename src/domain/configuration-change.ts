/** A changed file that configures how tests are built, found, run and judged; `kind` is what one approval holds for. */
export type ConfigurationChange = { path: string; kind: string };

/** A kind of configuration whose changes a person has approved, for all modules of the migration. */
export type ApprovedConfiguration = { kind: string; actor: string };
