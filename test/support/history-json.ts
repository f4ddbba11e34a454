import { createRequire } from 'node:module';
import type { History } from '@temporalio/common/lib/proto-utils.js';

/** A workflow's history as plain JSON: enums by their names, bytes as base64, 64-bit numbers as texts. */
export type HistoryJson = { events: Record<string, unknown>[] };

type HistoryClass = { fromObject(json: object): History; toObject(history: History, options: object): HistoryJson };

/**
 * Temporal's own class, from the package that its client brings along. `historyToJSON` and `historyFromJSON` of @temporalio/common throw
 * 'type must be a Type' where npm installs protobufjs more than once.
 */
const { temporal } = createRequire(createRequire(import.meta.url).resolve('@temporalio/client'))(
  '@temporalio/proto',
) as {
  temporal: { api: { history: { v1: { History: HistoryClass } } } };
};
const { History: historyClass } = temporal.api.history.v1;

/** What can be kept in a file. */
export function historyToJson(history: History): HistoryJson {
  return historyClass.toObject(history, { longs: String, enums: String, bytes: String });
}

/** What a worker can replay. */
export function historyFromJson(json: HistoryJson): History {
  return historyClass.fromObject(json);
}
