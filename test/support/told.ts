import { contentText } from '../../src/core/conversation/content-text.ts';
import type { RecordingBrain } from './recording-brain.ts';

/** All that the model was told about a module, as text. */
export function told({ requests }: Pick<RecordingBrain, 'requests'>, module: string): string {
  return (requests(module).at(-1)?.items ?? []).map((item) => contentText(item['content'])).join('\n');
}
