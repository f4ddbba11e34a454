/** One XML element as the parser of `parse-xml.ts` leaves it: attributes, text, and its child elements by name. */
export class XmlElement {
  readonly #node: object;

  constructor(node: unknown) {
    // An element without attributes and children is the text alone.
    this.#node = typeof node === 'object' && node !== null ? node : { '#text': node };
  }

  attribute(name: string): string | undefined {
    const attributes: unknown = Reflect.get(this.#node, '$');
    const value: unknown =
      typeof attributes === 'object' && attributes !== null ? Reflect.get(attributes, name) : undefined;
    return typeof value === 'string' ? value : undefined;
  }

  /** Its own text: character data and CDATA sections. */
  get text(): string {
    return [Reflect.get(this.#node, '#text'), Reflect.get(this.#node, '#cdata')]
      .flat()
      .filter((part): part is string => typeof part === 'string')
      .join('');
  }

  children(name: string): XmlElement[] {
    const found: unknown = Reflect.get(this.#node, name);
    return Array.isArray(found) ? found.map((node) => new XmlElement(node)) : [];
  }

  has(name: string): boolean {
    return this.children(name).length > 0;
  }
}
