import { moduleOf } from '../../src/dev/rehearsal/module-of.ts';
import type { Brain, BrainRequest } from '../../src/dev/rehearsal/brain.ts';

export type RecordingBrain = {
  brain: Brain;
  /** What the model was asked about a module so far, oldest first. */
  requests(module: string): BrainRequest[];
};

/** A brain that answers as the one given and remembers what it was asked. */
export function recordingBrain(brain: Brain): RecordingBrain {
  const seen: BrainRequest[] = [];
  return {
    brain(request) {
      seen.push(structuredClone(request));
      return brain(request);
    },
    requests: (module) => seen.filter(({ items }) => moduleOf(items) === module),
  };
}
