/**
 * The store's whole configuration. Objects and refs are synchronised to disk before git says that they are written (by
 * default loose objects and refs are not). Nothing is ever collected: a commit exists before a ref points at it, and a
 * retry must find it.
 */
export const storeConfig = `[core]
	repositoryformatversion = 0
	filemode = true
	bare = true
	symlinks = true
	fsync = all
	fsyncMethod = fsync
	autocrlf = false
	protectHFS = true
	protectNTFS = true
	hooksPath = /dev/null
	fsmonitor = false
	logAllRefUpdates = false
	filesRefLockTimeout = 500
	packedRefsTimeout = 500
[gc]
	auto = 0
[maintenance]
	auto = false
[fetch]
	unpackLimit = 1
	recurseSubmodules = false
[submodule]
	recurse = false
[diff]
	renameLimit = 2000
[merge]
	renames = true
	renameLimit = 7000
`;

/**
 * info/attributes, which wins over every .gitattributes file: bytes go in and out as they are, and every text merges and
 * shows as text. `!` (unspecified) instead of `-` (false) where false is not the same as nothing: `-merge` and `-diff` would
 * make every file binary. A merge driver, filter or text conversion of one's own needs
 * configuration besides an attribute, and the configuration is ours alone; `!merge` also switches off the built-in `union`,
 * which would hide conflicts.
 */
export const storeAttributes =
  '* -text !eol !crlf -filter -ident !working-tree-encoding -export-ignore -export-subst !merge !diff !conflict-marker-size\n';
