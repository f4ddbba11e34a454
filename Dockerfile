# Drover's API and workers, in one image: 'docker build --tag drover .' in a checkout. Which of them a container is, its command says.
# A migration's own tools (Python, Go, Java ...) come into an image of yours that begins with this one; the sandbox shows commands all of /usr.

FROM node:20.20.2-bookworm-slim AS build
WORKDIR /drover
# What the dependencies hang on comes first, so that a changed source does not install them anew.
COPY package.json package-lock.json .npmrc ./
RUN npm install --no-save --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY activities activities
COPY workflows workflows
COPY src src
RUN npm run build && npm prune --omit=dev --no-save --ignore-scripts

FROM node:20.20.2-bookworm-slim
# bubblewrap contains commands, git and ssh fetch and deliver, tini passes signals on and buries what commands leave behind.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends bubblewrap ca-certificates git openssh-client tini \
  && rm -rf /var/lib/apt/lists/* \
  && install --directory --owner=node --group=node /data \
  && ln -s /drover/src/dev/launch.mjs /usr/local/bin/drover
WORKDIR /drover
COPY --from=build /drover/package.json ./
COPY --from=build /drover/node_modules node_modules
COPY --from=build /drover/src/dev/launch.mjs src/dev/
COPY --from=build /drover/src/dev/launch src/dev/launch
COPY --from=build /drover/dist dist
ENV NODE_ENV=production DROVER_DATA=/data
# The user node, by its number: so a cluster can see that it is not root.
USER 1000
EXPOSE 7400
# Of the API, which is what this image runs by itself; a worker's container needs another one, or none.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.DROVER_API_PORT || 7400) + '/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tini", "--"]
CMD ["node", "--enable-source-maps", "dist/src/api/main.js"]
