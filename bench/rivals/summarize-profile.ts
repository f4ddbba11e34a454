/** A V8 CPU profile, as the inspector gives it: times in microseconds. */
export type Profile = {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
};

export type ProfileLine = { what: string; milliseconds: number };

/** Where a profiled thread was, by package and by function, the most first; what it idled is left out. */
export function summarizeProfile(
  profile: Profile,
  most: number,
): { packages: ProfileLine[]; functions: ProfileLine[] } {
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const packages = new Map<string, number>();
  const functions = new Map<string, number>();
  for (const [index, id] of profile.samples.entries()) {
    const frame = frames.get(id);
    if (frame === undefined || frame.functionName === '(idle)') continue;
    const milliseconds = (profile.timeDeltas[index] ?? 0) / 1_000;
    const place = placeOf(frame.url);
    add(packages, packageOf(place, frame.functionName), milliseconds);
    add(
      functions,
      `${frame.functionName || '(anonymous)'} ${place === '' ? '' : `${place}:${frame.lineNumber + 1}`}`.trim(),
      milliseconds,
    );
  }
  return { packages: largest(packages, most), functions: largest(functions, most) };
}

function placeOf(url: string): string {
  return url.replace(/^.*\/node_modules\//, '').replace(/^file:.*\/dist\//, 'drover/');
}

function packageOf(place: string, functionName: string): string {
  if (place === '') return functionName.startsWith('(') ? functionName : '(native)';
  if (place.startsWith('node:')) return 'node';
  return place
    .split('/')
    .slice(0, place.startsWith('@') ? 2 : 1)
    .join('/');
}

function add(sums: Map<string, number>, key: string, milliseconds: number): void {
  sums.set(key, (sums.get(key) ?? 0) + milliseconds);
}

function largest(sums: Map<string, number>, most: number): ProfileLine[] {
  return [...sums]
    .map(([what, milliseconds]) => ({ what, milliseconds }))
    .sort((a, b) => b.milliseconds - a.milliseconds)
    .slice(0, most);
}
