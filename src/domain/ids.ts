/** A git object id, 40 lower-case hexadecimal digits. Always a commit, unless a name says otherwise. */
export type CommitId = string;

/** A git tree's object id, 40 lower-case hexadecimal digits. */
export type TreeId = string;

/** The address of a blob in the blob store: the SHA-256 of its bytes, 64 lower-case hexadecimal digits. */
export type BlobRef = string;

/** A migration's id: lower-case letters, digits and dashes, at most 63 characters. */
export type MigrationId = string;

/** A module's key: a slug of its path, a dash, and eight characters of the path's hash. */
export type ModuleKey = string;
