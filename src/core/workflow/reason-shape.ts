const longestShape = 1_000;

/**
 * A reason without what differs between modules that fail alike: the module's own path and name, quoted texts, other paths, ids and
 * figures, and all lines but the first, which are a command's output. For grouping alone; what people read is a whole reason.
 */
export function reasonShape(reason: string, path: string): string {
  const [line = ''] = reason.trim().split('\n');
  const name = path.slice(path.lastIndexOf('/') + 1);
  let shape = line.slice(0, longestShape);
  for (const own of [path, name]) if (own.length > 1) shape = shape.replaceAll(own, '<path>');
  return (
    shape
      .replace(/'(?:[^']|(?<=\w)'(?=\w))*'|"[^"]*"|`[^`]*`/g, '<quote>')
      // A path has a slash within, or a file's ending; 'and/or' is taken for one, which harms nothing.
      .replace(/(?:[\w@.+-]*\/)+[\w@.+-]*|\b[\w@+-]+\.[a-z]{1,5}\b/gi, '<path>')
      .replace(/\b[0-9a-f]{7,64}\b/gi, '<id>')
      .replace(/\d+(?:[.,]\d+)*/g, '<n>')
      .replace(/(<path>)(?::<n>)+/g, '$1')
      .replace(/(<\w+>)(?:(?:, | and )\1)+/g, '$1')
      .replace(/\s+/g, ' ')
      .trim()
  );
}
