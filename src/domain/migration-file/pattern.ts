import { line } from './line.ts';

/** A glob pattern for paths from the repository's root. */
export function pattern() {
  return line().regex(
    /^(?!!?\/)(?!(.*\/)?\.\.(\/|$))/,
    "patterns go from the repository's root: write them without a leading '/' and without '..'",
  );
}
