/** The build tools whose workspaces are known. */
export const workspaceKinds = ['npm', 'maven', 'gradle', 'go', 'cargo', 'python'] as const;
export type WorkspaceKind = (typeof workspaceKinds)[number];

/** A part of a repository that has a manifest of its own (a Go package: a folder): where it lies, what it is called, and whom it names. */
export type Workspace = {
  folder: string;
  /** None where it has no usable one. */
  name?: string;
  /** Names that its manifest depends on, those of other repositories too. */
  dependsOn?: string[];
};

/** What a repository has of one kind. `declared`: a file at its top lists them; otherwise they were found by their manifests. */
export type FoundWorkspaces =
  | { kind: 'none' }
  | { kind: 'found'; declared: boolean; workspaces: Workspace[] }
  | { kind: 'refused'; problem: string };

/** Finds workspaces of one kind. `texts` are the manifests of `manifestNames` that are text, by their paths. */
export type FindWorkspaces = (files: string[], texts: ReadonlyMap<string, string>) => FoundWorkspaces;
