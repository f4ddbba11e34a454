import type { BlockContent, List, Paragraph, PhrasingContent, RootContent, Table } from 'mdast';
import { plainLine } from '../plain-line.ts';

/**
 * The nodes that a Markdown report is built from. Whatever comes from a repository or from people goes into `code`: a host neither renders
 * nor links what is in a code span, so no name of a test can mention a team, close an issue or bring a picture.
 */
export const nodes = {
  text: (value: string): PhrasingContent => ({ type: 'text', value }),
  code: (value: string, longest?: number): PhrasingContent => ({
    type: 'inlineCode',
    value: plainLine(value, longest),
  }),
  strong: (value: string): PhrasingContent => ({ type: 'strong', children: [{ type: 'text', value }] }),
  heading: (depth: 2 | 3, ...children: PhrasingContent[]): RootContent => ({ type: 'heading', depth, children }),
  paragraph: (...children: PhrasingContent[]): Paragraph => ({ type: 'paragraph', children }),
  commands: (lines: string[]): BlockContent => ({ type: 'code', lang: 'sh', value: lines.join('\n') }),
  list: (items: PhrasingContent[][]): List => ({
    type: 'list',
    spread: false,
    children: items.map((children) => ({
      type: 'listItem',
      spread: false,
      children: [{ type: 'paragraph', children }],
    })),
  }),
  table: (head: PhrasingContent[], rows: PhrasingContent[][]): Table => ({
    type: 'table',
    align: head.map(() => null),
    children: [head, ...rows].map((cells) => ({
      type: 'tableRow',
      children: cells.map((cell) => ({ type: 'tableCell', children: [cell] })),
    })),
  }),
  folded: (summary: string, ...content: RootContent[]): RootContent[] => [
    // The summary is one of Drover's own words: HTML is for no text from elsewhere.
    { type: 'html', value: `<details><summary>${summary}</summary>` },
    ...content,
    { type: 'html', value: '</details>' },
  ],
};
