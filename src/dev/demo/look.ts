/** The brain's look at its module's file: a command whose output tells the file's exact content from all around it. */
export const look = {
  command: String.raw`printf '=== NOW %s\n' "$MODULE"; cat -- "$MODULE"; printf '\n=== END NOW %s\n' "$MODULE"`,
  /** The content in what the command printed; undefined when it isn't there in full. */
  read: (output: string): string | undefined => /^=== NOW (.+)\n([\s\S]*)\n=== END NOW \1$/m.exec(output)?.[2],
};
