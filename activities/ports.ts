import type { Blobs } from '../src/ports/blobs.ts';
import type { Checkouts } from '../src/ports/checkouts.ts';
import type { Environments } from '../src/ports/environments.ts';
import type { Journal } from '../src/ports/journal.ts';
import type { Memos } from '../src/ports/memos.ts';
import type { Model } from '../src/ports/model.ts';
import type { Records } from '../src/ports/records.ts';
import type { ReadCoverage } from '../src/ports/coverage.ts';
import type { ReadReport } from '../src/ports/reports.ts';
import type { ModelCatalog } from '../src/domain/model-catalog.ts';
import type { Sandbox } from '../src/ports/sandbox.ts';
import type { Scrub } from '../src/ports/scrub.ts';
import type { Store } from '../src/ports/store.ts';

/** Everything that activities reach the world through; the worker joins them with adapters. */
export type Ports = {
  blobs: Blobs;
  /** What the operator says of models; migration files may say otherwise. */
  catalog: ModelCatalog;
  checkouts: Checkouts;
  environments: Environments;
  journal: Journal;
  memos: Memos;
  model: Model;
  readCoverage: ReadCoverage;
  readReport: ReadReport;
  records: Records;
  sandbox: Sandbox;
  scrub: Scrub;
  store: Store;
  /** Drover's own version: what it proves depends on how it looks. */
  version: string;
};
