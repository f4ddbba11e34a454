import { z } from 'zod';
import { Failure } from '../../../domain/failure.ts';
import type { Project } from '../project.ts';

const names = z.record(z.string(), z.string()).catch({});
const PackageJson = z.object({
  name: z.string().optional().catch(undefined),
  scripts: names.default({}),
  dependencies: names.default({}),
  devDependencies: names.default({}),
  peerDependencies: names.default({}),
  packageManager: z.string().optional().catch(undefined),
  workspaces: z
    .union([z.array(z.string()), z.object({ packages: z.array(z.string()) }).transform(({ packages }) => packages)])
    .optional()
    .catch(undefined),
  mocha: z.unknown().optional(),
});

/** What matters of a package.json; fields of the wrong kind count as missing. */
export type PackageJson = z.infer<typeof PackageJson>;

/** Reads a package.json of the project. Throws `InputRefused` where it is no JSON object. */
export async function readPackageJson(project: Project, path = 'package.json'): Promise<PackageJson> {
  const text = (await project.read(path)) ?? '{}';
  try {
    return PackageJson.parse(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch (error) {
    throw new Failure(
      'InputRefused',
      `${project.at}${path} is not valid JSON at the current commit: mend and commit it.`,
      {
        cause: error,
      },
    );
  }
}

/** All packages that a package.json names, however it needs them. */
export function dependenciesOf(manifest: PackageJson): Set<string> {
  return new Set([manifest.dependencies, manifest.devDependencies, manifest.peerDependencies].flatMap(Object.keys));
}
