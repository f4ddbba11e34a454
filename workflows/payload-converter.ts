import { defaultPayloadConverter, type PayloadConverter } from '@temporalio/common';

/**
 * Temporal's own converter, except that a message which can't be decoded (broken JSON, another encoding: both can be typed into the
 * Temporal UI) is undefined to its handler, which refuses it. An error here would fail the workflow's task again and again, for good.
 */
export const payloadConverter: PayloadConverter = {
  toPayload: (value) => defaultPayloadConverter.toPayload(value),
  fromPayload: (payload, context) => {
    try {
      return defaultPayloadConverter.fromPayload(payload);
    } catch (error) {
      if (context?.type !== 'workflow') throw error;
      return undefined as never;
    }
  },
};
