import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { XmlElement } from './xml-element.ts';

const MAX_NESTED_TAGS = 100;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributesGroupName: '$',
  attributeNamePrefix: '',
  cdataPropName: '#cdata',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // Without it the parser leaves numeric references such as &#10; as they are.
  htmlEntities: true,
  maxNestedTags: MAX_NESTED_TAGS,
  isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
});

/**
 * Parses one XML document into an element that holds its root; `what` is what it is called in words. A document type is refused, since entities
 * can be declared in it that expand without end; so is what is not well-formed, since the parser alone would read a report that was cut off as
 * a short one.
 */
export function parseXml(xml: string, what: string): XmlElement | { problem: string } {
  try {
    const valid = XMLValidator.validate(xml);
    if (valid !== true)
      return { problem: `${what} is not well-formed XML: ${valid.err.msg} (line ${valid.err.line} of the report)` };
    if (declaresTypes(xml)) return { problem: `${what} has a document type (<!DOCTYPE or <!ENTITY), which is refused` };
    return new XmlElement(parser.parse(xml));
  } catch (error) {
    return { problem: `${what} can't be parsed: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** Call it for well-formed XML alone: on sections that never end the pattern's cost would be quadratic. */
function declaresTypes(xml: string): boolean {
  return /<!(?:DOCTYPE|ENTITY)/i.test(xml.replace(/<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->/g, ''));
}
