/** Where a module is, as the design's vocabulary has it. */
export type ModuleState =
  | 'planned'
  | 'preparing'
  | 'baseline'
  | 'recipe'
  | 'attempting'
  | 'verifying'
  | 'reviewing'
  | 'awaiting-approval'
  | 'merging'
  | 'merged'
  /** A person's commit was taken for its change, verified, and merged. */
  | 'adopted'
  /** The end of a tried module: verified, shown, and not merged. */
  | 'verified'
  | 'unchanged'
  | 'skipped'
  | 'unresolved'
  | 'cancelled'
  /** It had landed, and a person had it taken back when the migration had ended. */
  | 'rolled-back';
