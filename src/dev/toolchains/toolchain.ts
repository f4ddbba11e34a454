/** The toolchains that Drover looks for. */
export const toolchainNames = ['node', 'python', 'go', 'java', 'maven', 'gradle', 'rust'] as const;

export type ToolchainName = (typeof toolchainNames)[number];

/** A toolchain of this machine, by its real folder. */
export type Toolchain = {
  name: ToolchainName;
  version: string;
  /** Its real `bin` folder: no link and no shim. */
  folder: string;
  /** Whether `environment.path` has to name the folder: a sandboxed command looks for programs in /usr/bin and the like alone. */
  needsPath: boolean;
};
