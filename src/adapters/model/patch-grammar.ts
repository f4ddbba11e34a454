/**
 * The patch format as a Lark grammar, for providers whose custom tools can hold a model to one. A patch is a list of file
 * sections between a first and a last line; an update is a move, a list of hunks, or both; a hunk begins with one or more anchors and
 * has lines that begin with a blank (context), a plus or a minus.
 */
export const patchGrammar = `start: "*** Begin Patch" NL section+ "*** End Patch" NL?

section: added | deleted | updated
added: "*** Add File: " PATH NL new_line*
deleted: "*** Delete File: " PATH NL
updated: "*** Update File: " PATH NL (moved hunk* | hunk+)

moved: "*** Move to: " PATH NL
hunk: anchor+ hunk_line+ at_end?
anchor: "@@" (" " ANCHOR)? NL
at_end: "*** End of File" NL

new_line: "+" TEXT? NL
hunk_line: ("+" | "-" | " ") TEXT? NL

PATH: /[^\\n]+/
ANCHOR: /[^\\n]+/
TEXT: /[^\\n]+/
NL: "\\n"
`;
