import Negotiator from 'negotiator';

/** How a report can be had: as JSON, as JSON with all its evidence in it, as Markdown for a pull request, or as a page of its own. */
export type ReportFormat = 'json' | 'bundle' | 'markdown' | 'html';

const byType = { 'application/json': 'json', 'text/markdown': 'markdown', 'text/html': 'html' } as const;

/** The format that a request asks for, by its parameter, else by its Accept header; JSON for one that takes anything. */
export function reportFormat(wanted: ReportFormat | undefined, accept: string | undefined): ReportFormat {
  if (wanted !== undefined) return wanted;
  const headers = accept === undefined ? {} : { accept };
  const type = new Negotiator({ headers }).mediaType(Object.keys(byType));
  return type === undefined ? 'json' : byType[type as keyof typeof byType];
}
