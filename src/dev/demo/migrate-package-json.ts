/** A package.json without tape: its dependency goes, and the script that called it runs node's own test runner. */
export function migratePackageJson(source: string): string {
  const manifest: Manifest = JSON.parse(source);
  delete manifest.devDependencies?.['tape'];
  for (const [name, script] of Object.entries(manifest.scripts ?? {})) {
    if (/\btape\b/.test(script)) manifest.scripts![name] = 'node --test';
  }
  return `${JSON.stringify(manifest, null, '\t')}\n`;
}

type Manifest = { devDependencies?: Record<string, string>; scripts?: Record<string, string> };
