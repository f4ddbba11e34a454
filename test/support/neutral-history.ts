import type { HistoryJson } from './history-json.ts';

/** The same history without what belongs to the machine that it was made on: processes, stack traces, and the `names` given. */
export function neutralHistory(history: HistoryJson, names: Record<string, string>): HistoryJson {
  return map(history, (key, text) => {
    if (key === 'stackTrace') return '';
    return key === 'data' ? encode(renamed(decode(text), names)) : renamed(text.replace(processName, 'worker'), names);
  }) as HistoryJson;
}

/** All texts of a history as one, its payloads decoded: to look for what must not stand in it. */
export function historyText(history: HistoryJson): string {
  const texts: string[] = [];
  map(history, (key, text) => {
    texts.push(key === 'data' ? decode(text) : text);
    return text;
  });
  return texts.join('\n');
}

/** How a worker or client names itself, and its sticky task queue: PID@HOST. */
const processName = /^\d+@[\w.-]+/;

const decode = (base64: string) => Buffer.from(base64, 'base64').toString('utf8');
const encode = (text: string) => Buffer.from(text).toString('base64');

function renamed(text: string, names: Record<string, string>): string {
  return Object.entries(names).reduce((result, [from, to]) => result.replaceAll(from, to), text);
}

function map(value: unknown, change: (key: string, text: string) => string, key = ''): unknown {
  if (typeof value === 'string') return change(key, value);
  if (Array.isArray(value)) return value.map((element: unknown) => map(element, change, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, map(field, change, name)]));
}
