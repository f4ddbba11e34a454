/**
 * The search attributes of Drover's workflows, with their types, as they are registered in a namespace. Set at a workflow's start and
 * end, and when it begins and ceases to wait for a person. PostgreSQL's visibility store has room for ten of type Keyword and three of KeywordList.
 */
export const searchAttributes = {
  DroverTenant: 'KEYWORD',
  /** The repository's address, of migrations. */
  DroverRepository: 'KEYWORD',
  DroverMigration: 'KEYWORD',
  /** A migration's phase, or the status that it ended in. */
  DroverPhase: 'KEYWORD',
  /** A module's path. */
  DroverModule: 'KEYWORD',
  /** A module's state. */
  DroverState: 'KEYWORD',
  /** The migration file's labels, as 'name=value'. */
  DroverLabels: 'KEYWORD_LIST',
} as const;

export type SearchAttribute = keyof typeof searchAttributes;
