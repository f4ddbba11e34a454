/** Where a module is, as the design's vocabulary has it. */
export type ModuleState =
  | 'planned'
  | 'preparing'
  | 'baseline'
  | 'recipe'
  | 'attempting'
  | 'verifying'
  | 'awaiting-approval'
  | 'merging'
  | 'merged'
  /** The end of a tried module: verified, shown, and not merged. */
  | 'verified'
  | 'unchanged'
  | 'skipped'
  | 'unresolved'
  | 'cancelled';
