/**
 * The ladder of looser and looser comparisons of a patch's lines with a file's: as they are, without trailing blanks, without leading
 * ones too, and with typographic dashes, quotes and blanks taken as the ASCII ones that models write instead.
 */
export const rungs = ['exact', 'trailing-blanks', 'blanks', 'unicode'] as const;

export type Rung = (typeof rungs)[number];
