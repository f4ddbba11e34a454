import type { CustomTool, FunctionTool } from 'openai/resources/responses/responses';
import { patchGrammar } from './patch-grammar.ts';

/** The `apply_patch` tool as the model sees it, as a custom tool held to the grammar or as a function tool that explains the format. */
export function patchTool(kind: 'custom' | 'function'): CustomTool | FunctionTool {
  if (kind === 'custom') {
    return {
      type: 'custom',
      name: 'apply_patch',
      description: `${purpose} The input is the patch itself, not JSON.`,
      format: { type: 'grammar', syntax: 'lark', definition: patchGrammar },
    };
  }
  return {
    type: 'function',
    name: 'apply_patch',
    description: `${purpose}\n\n${format}`,
    strict: true,
    parameters: {
      type: 'object',
      properties: { input: { type: 'string', description: 'The whole patch, from *** Begin Patch to *** End Patch.' } },
      required: ['input'],
      additionalProperties: false,
    },
  };
}

const purpose =
  'Creates, changes, moves and deletes files of the repository. All of a patch is applied, or nothing of it: when some part does ' +
  'not fit, the answer says which and why. Paths are relative to /repo, with forward slashes.';

const format = `The format of a patch:

*** Begin Patch
*** Add File: path/of/new-file
+every line of the new file, each after a plus
*** Delete File: path/of/old-file
*** Update File: path/of/changed-file
*** Move to: path/of/its/new-place
@@ a line above the change that tells where it is, for instance a function's first line
 a line that stays, after a blank
-a line that goes, after a minus
+a line that comes, after a plus
*** End Patch

A patch has one or more file sections. "*** Move to:" is optional. An update has one or more hunks, in the order of the file. A
hunk begins with "@@"; text after it names a line to search from, and several "@@" lines one after another narrow the
place down step by step. Give about three lines that stay before and after each change, exactly as they are in
the file, and more where they occur more than once: a place that is not unique is refused. "*** End of File" after a hunk
says that it ends at the end of the file. There are no line numbers.`;
