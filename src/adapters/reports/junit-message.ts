import type { XmlElement } from './xml-element.ts';

/** Why a test failed: the `message` attribute and the element's text, without saying the same twice. */
export function junitMessage(failure: XmlElement): string {
  const message = failure.attribute('message')?.trim() ?? '';
  const text = failure.text.trim();
  return text.replace(/\s+/g, ' ').includes(message.replace(/\s+/g, ' ')) ? text : `${message}\n${text}`.trim();
}
