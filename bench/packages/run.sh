#!/bin/bash
# Builds Drover and this folder, and proves packages: bench/packages/run.sh [--sample N] [--kinds "npm go"] [--out DIR] ...
set -e
cd "$(dirname "$0")/../.."
node src/dev/launch.mjs build
exec nice -n 5 node --enable-source-maps dist/bench/packages/packages.js "$@"
