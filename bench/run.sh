#!/bin/bash
# Builds Drover and the benches, and runs one of them: npm run bench -- NAME [OPTIONS]. What is measured and how is in the folder of that name.
set -e
cd "$(dirname "$0")/.."
name="$1"
if [ -z "$name" ] || [ ! -f "bench/$name/main.ts" ]; then
  echo "usage: npm run bench -- NAME [OPTIONS], with one of: $(cd bench && ls -d */main.ts | sed 's,/main.ts,,' | paste -sd' ')" >&2
  exit 2
fi
shift
node src/dev/launch.mjs build >&2
exec node --enable-source-maps "dist/bench/$name/main.js" "$@"
