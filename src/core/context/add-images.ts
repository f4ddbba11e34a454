import type { ConversationItem } from '../../domain/conversation.ts';
import type { PlanImage } from '../../domain/image.ts';
import { imageReference } from '../images/image-reference.ts';

/** A message with the migration's images behind its text, and a line for each that says which it is. */
export function addImages(item: ConversationItem, images: PlanImage[] = []): ConversationItem {
  if (images.length === 0) return item;
  const lines = images.map(
    ({ path, for: what }, index) => `${index + 1}. ${path}${what === undefined ? '' : `: ${what}`}`,
  );
  const content = Array.isArray(item['content']) ? item['content'] : [];
  return {
    ...item,
    content: [
      ...content,
      { type: 'input_text', text: ['Images, in this order:', ...lines].join('\n') },
      ...images.map((image) => ({ type: 'input_image', image_url: imageReference(image), detail: 'auto' })),
    ],
  };
}
