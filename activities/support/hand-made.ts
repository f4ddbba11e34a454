import type { Excerpt } from '../../src/core/context/opening-message.ts';
import type { PlanExample } from '../../src/domain/plan-example.ts';
import type { Store } from '../../src/ports/store.ts';

/** All of them are paid for in each turn, though from the cache. */
const most = 6_000;

/** What the commits changed that a person shows to the model; a long one is cut at a line's end, and says so. */
export function handMade(store: Pick<Store, 'diff'>, examples: PlanExample[] = []): Promise<Excerpt[]> {
  return Promise.all(
    examples.map(async ({ commit, parent, note }) => {
      const text = await store.diff(parent, commit);
      const end = text.length <= most ? text.length : text.lastIndexOf('\n', most);
      const rest = text.slice(end).split('\n').length - 1;
      return {
        path: `commit ${commit.slice(0, 10)}${note === undefined ? '' : `: ${note}`}`,
        text: end === text.length ? text : `${text.slice(0, end)}\n... (${rest} more lines are left out)`,
      };
    }),
  );
}
