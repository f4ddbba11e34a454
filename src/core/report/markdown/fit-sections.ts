import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { toMarkdown } from 'mdast-util-to-markdown';
import type { Section } from './section.ts';

/**
 * Renders sections into a text of at most `limit` characters: the lists of the last sections are halved, and halved again, before those
 * of the ones above them. So what matters most stands first.
 */
export function fitSections(sections: Section[], limit: number): string {
  const texts = sections.map(({ rows, render }) => ({ rows, render, text: write(render(rows)) }));
  const size = () => texts.reduce((sum, { text }) => sum + text.length + 1, 0);
  for (const part of texts.toReversed()) {
    while (size() > limit && part.rows > 0) {
      part.rows = Math.floor(part.rows / 2);
      part.text = write(part.render(part.rows));
    }
  }
  return texts
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join('\n');
}

function write(children: ReturnType<Section['render']>): string {
  return toMarkdown(
    { type: 'root', children },
    { bullet: '-', extensions: [gfmTableToMarkdown({ tablePipeAlign: false })] },
  );
}
