import type { ReportedMigration } from '../reported-migration.ts';
import { waveDiagram } from '../waves/wave-diagram.ts';
import { wavePicture } from '../waves/wave-picture.ts';
import { nodes } from './nodes.ts';
import type { Section } from './section.ts';

/** The waves as a picture; nothing where no module waits for another, or where there is no room. */
export function waveSection({ report }: ReportedMigration): Section {
  const picture = wavePicture(report);
  return {
    rows: picture === undefined ? 0 : 1,
    render(rows) {
      if (picture === undefined || rows < 1) return [];
      return [nodes.heading(3, nodes.text('Waves')), { type: 'code', lang: 'mermaid', value: waveDiagram(picture) }];
    },
  };
}
