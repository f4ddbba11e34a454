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
  | 'unchanged'
  | 'skipped'
  | 'unresolved'
  | 'cancelled';
