import { withoutRung, type Rung } from './rung.ts';

/** What the providers' models turned out to lack, for as long as the process lives; each thing is said once. */
export class KnownLacks {
  readonly #byModel = new Map<string, Set<Rung>>();
  readonly #say: (sentence: string) => void;

  constructor(say: (sentence: string) => void) {
    this.#say = say;
  }

  of(model: string): ReadonlySet<Rung> {
    return new Set(this.#byModel.get(model));
  }

  add(model: string, rung: Rung, host: string, why: string): void {
    const lacks = this.#byModel.get(model) ?? new Set();
    if (lacks.has(rung)) return;
    this.#byModel.set(model, lacks.add(rung));
    this.#say(`The model provider at ${host} does not take ${withoutRung[rung]} (model '${model}'). It said: ${why}`);
  }
}
