const running = /^[ \t]*Running (?:unittests )?(\S+) \((\S+)\)\r?$/;
const docTests = /^[ \t]*Doc-tests (\S+)\r?$/;

/**
 * The test binaries in the order in which cargo ran them, as it names them on standard error: 'shop' for a library's own tests, 'shop
 * (src/main.rs)' for a program's, 'again' for tests/again.rs, 'shop (doc)' for the examples in the documentation.
 */
export function cargoTargets(stderr: string): string[] {
  return stderr.split('\n').flatMap((line) => {
    const documented = docTests.exec(line)?.[1];
    if (documented !== undefined) return [`${documented} (doc)`];
    const [, source, binary] = running.exec(line) ?? [];
    if (source === undefined || binary === undefined) return [];
    const crate = binary.slice(
      Math.max(binary.lastIndexOf('/'), binary.lastIndexOf('\\')) + 1,
      binary.lastIndexOf('-'),
    );
    const isNamedLikeIt = source.endsWith('src/lib.rs') || source.endsWith(`/${crate}.rs`);
    return [isNamedLikeIt ? crate : `${crate} (${source})`];
  });
}
