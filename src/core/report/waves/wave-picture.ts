import type { MigrationReport } from '../../../domain/migration-report.ts';
import { count } from '../../text/human-units.ts';
import { plainLine } from '../plain-line.ts';

/** A picture of the waves: what stands in each, by its number from 0 on, and what waits for what, as places in `boxes`. */
export type WavePicture = {
  waves: number;
  boxes: { wave: number; label: string; /** A module's state; none of a box that stands for many. */ state?: string }[];
  arrows: { from: number; to: number }[];
};

const longestLabel = 40;

/**
 * The waves of a migration whose modules wait for one another; undefined where none does. Where the report has the order of single modules, each is
 * a box; else each wave is one.
 */
export function wavePicture({
  waves = [],
  order,
  modules,
}: Pick<MigrationReport, 'waves' | 'order' | 'modules'>): WavePicture | undefined {
  if (waves.length === 0) return undefined;
  if (order === undefined) {
    const boxes = waves.map((number, wave) => ({ wave, label: count(number, 'module') }));
    return { waves: waves.length, boxes, arrows: boxes.slice(1).map((_, index) => ({ from: index, to: index + 1 })) };
  }
  const states = new Map(modules.map(({ path, state }) => [path, state]));
  const places = new Map(order.map(({ path }, place) => [path, place]));
  const boxes = order.map(({ path, wave }) => {
    const state = states.get(path);
    return { wave, label: plainLine(path, longestLabel), ...(state !== undefined && { state }) };
  });
  const arrows = order.flatMap(({ dependsOn }, to) =>
    dependsOn.flatMap((path) => {
      const from = places.get(path);
      return from === undefined ? [] : [{ from, to }];
    }),
  );
  return { waves: waves.length, boxes, arrows };
}
