import type { WavePicture } from './wave-picture.ts';

/** The picture as a Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html), which code hosts draw where Markdown has it. */
export function waveDiagram({ waves, boxes, arrows }: WavePicture): string {
  const lines = ['flowchart LR'];
  for (let wave = 0; wave < waves; wave += 1) {
    lines.push(`  subgraph wave${wave + 1}["wave ${wave + 1}"]`);
    for (const [place, box] of boxes.entries()) if (box.wave === wave) lines.push(`    m${place}["${asLabel(box)}"]`);
    lines.push('  end');
  }
  return [...lines, ...arrows.map(({ from, to }) => `  m${from} --> m${to}`)].join('\n');
}

/** A path may be any text: all that could end the label, or mean something in it, is written as its character's number. */
function asLabel({ label, state }: WavePicture['boxes'][number]): string {
  const text = state === undefined ? label : `${label}: ${state}`;
  return text.replace(/[^\p{L}\p{N} ./_:-]/gu, (character) => `#${character.codePointAt(0)};`);
}
