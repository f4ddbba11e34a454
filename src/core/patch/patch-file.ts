/** A file as a patch finds it: its git mode (120000 is a symbolic link, 160000 a submodule) and its raw bytes. */
export type PatchFile = { mode: '100644' | '100755' | '120000' | '160000'; content: Uint8Array };
