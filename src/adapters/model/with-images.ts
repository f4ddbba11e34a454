import { readImageReference } from '../../core/images/image-reference.ts';
import type { ConversationItem, Json } from '../../domain/conversation.ts';
import type { Blobs } from '../../ports/blobs.ts';
import type { Model, ModelRequest } from '../../ports/model.ts';

/**
 * A model whose requests name images by their address in the blob store: their bytes go in when a request is sent, so that conversations, bodies
 * and records stay small however often an image is sent.
 */
export function withImages(model: Model, blobs: Blobs): Model {
  const filled = async (request: ModelRequest): Promise<ModelRequest> => ({
    ...request,
    input: await Promise.all(request.input.map((item) => fill(blobs, item))),
  });
  return {
    ...model,
    respond: async (request, ...rest) => model.respond(await filled(request), ...rest),
    compact: async (request, ...rest) => model.compact(await filled(request), ...rest),
  };
}

async function fill(blobs: Blobs, item: ConversationItem): Promise<ConversationItem> {
  const { content } = item;
  // What a model or a tool wrote is left as it is, whatever it looks like.
  if (item['role'] !== 'user' || !Array.isArray(content)) return item;
  return { ...item, content: await Promise.all(content.map((part) => fillPart(blobs, part))) };
}

async function fillPart(blobs: Blobs, part: Json): Promise<Json> {
  if (typeof part !== 'object' || part === null || Array.isArray(part) || part['type'] !== 'input_image') return part;
  const named = readImageReference(part['image_url']);
  if (named === undefined) return part;
  const bytes = await blobs.get(named.blob);
  return { ...part, image_url: `data:${named.type};base64,${Buffer.from(bytes).toString('base64')}` };
}
