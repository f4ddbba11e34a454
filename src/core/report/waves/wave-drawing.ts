import type { Element } from 'hast';
import { s } from 'hastscript';
import type { WavePicture } from './wave-picture.ts';

const box = { width: 260, height: 30, gapX: 60, gapY: 10, top: 30 };

/** The picture as SVG: a column for each wave, a box for each module, and lines from what is waited for. */
export function waveDrawing({ waves, boxes, arrows }: WavePicture): Element {
  const rows = Array.from({ length: waves }, () => 0);
  const places = boxes.map(({ wave }) => {
    const row = rows[wave] ?? 0;
    rows[wave] = row + 1;
    return { x: wave * (box.width + box.gapX), y: box.top + row * (box.height + box.gapY) };
  });
  const width = waves * (box.width + box.gapX) - box.gapX;
  const height = box.top + Math.max(...rows) * (box.height + box.gapY);
  return s('svg.waves', { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', ariaLabel: 'The waves' }, [
    ...rows.map((_, wave) => s('text', { x: wave * (box.width + box.gapX), y: 18 }, `wave ${wave + 1}`)),
    ...arrows.map(({ from, to }) => line(places[from], places[to])),
    ...boxes.map(({ label, state }, index) => {
      const { x = 0, y = 0 } = places[index] ?? {};
      return s('g', state === undefined ? {} : { className: [state] }, [
        s('title', state === undefined ? label : `${label}: ${state}`),
        s('rect', { x, y, width: box.width, height: box.height, rx: 4 }),
        s('text', { x: x + 10, y: y + 20 }, label.length > 30 ? `…${label.slice(-29)}` : label),
      ]);
    }),
  ]);
}

type Place = { x: number; y: number };

function line(from: Place = { x: 0, y: 0 }, to: Place = { x: 0, y: 0 }): Element {
  const [x1, y1] = [from.x + box.width, from.y + box.height / 2];
  const [x2, y2] = [to.x, to.y + box.height / 2];
  const middle = (x1 + x2) / 2;
  return s('path', { d: `M${x1} ${y1} C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}` });
}
