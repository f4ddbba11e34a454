/** By these instructions whoever answers knows the check before a migration from its work. */
export const startCheckInstructions =
  'This is a check before a migration begins. Call the tool that is asked for, once, and do nothing else.';

/** What is asked in the check, by the tool that is to be called. */
export const startCheckWords = {
  apply_patch: 'Call the tool apply_patch with a patch that adds the file check.txt with the one line: ok',
  shell: 'Call the tool shell with the command: true',
};
