import type { XmlElement } from '../xml/xml-element.ts';

/** Messages are shortened from their end, and runners such as pytest come to the point only there. */
const nearStart = 200;

/** Why a test failed: the `message` attribute and the element's text, without saying the same twice at the start. */
export function junitMessage(failure: XmlElement): string {
  const message = failure.attribute('message')?.trim() ?? '';
  const text = failure.text.trim();
  const position = text.replace(/\s+/g, ' ').indexOf(message.replace(/\s+/g, ' '));
  return position >= 0 && position < nearStart ? text : `${message}\n${text}`.trim();
}
