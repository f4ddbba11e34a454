/**
 * Lines of Markdown as a workflow's current details. The Temporal UI (2.42) measures the frame that it shows them in without the outermost
 * margins and cuts off the last line: so the last one is a blank of its own.
 */
export function detailsPage(lines: string[]): string {
  return [...lines, '', '&nbsp;'].join('\n');
}
