import type { VerifyCommand } from '../../domain/migration-file.ts';

/** A verify command as it judges one module; `sampled` is the other module that it runs for, as MODULE and NAME. */
export type JudgingCommand = VerifyCommand & { sampled?: { path: string; name?: string } };
