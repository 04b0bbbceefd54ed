# A Node 24 image on Debian 13 by its digest, so that what was tried is what runs: docs/operations.md says how to find it.
ARG NODE_IMAGE
FROM ${NODE_IMAGE} AS build
ARG NODE_IMAGE
RUN case "$NODE_IMAGE" in *@sha256:*) ;; *) echo "NODE_IMAGE has to name an image by its digest." >&2; exit 1 ;; esac
WORKDIR /plumbline
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm run sbom && npm prune --omit=dev && node scripts/image.mjs /image

FROM ${NODE_IMAGE} AS site
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOSTNAME=0.0.0.0 PORT=3000
WORKDIR /plumbline
COPY --from=build --chown=node:node /image ./
USER node
EXPOSE 3000
HEALTHCHECK --start-period=30s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "scripts/serve.mjs"]

# The site with PostgreSQL's client programs, which only backups need.
FROM site AS tools
USER root
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client && rm -rf /var/lib/apt/lists/*
USER node

FROM site
