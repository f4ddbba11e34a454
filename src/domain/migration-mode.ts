/**
 * What is asked for: the whole migration; a `plan` (modules and their baselines, no model call); or a `try` of one module, whose change is
 * verified and shown, and not merged.
 */
export type MigrationMode = 'migrate' | 'plan' | 'try';
