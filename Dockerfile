# Build: dist/ and the production dependencies.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
# The image below has its own Node; the one that npm brings for older systems stays behind.
RUN npm run build && npm prune --omit=dev && rm -rf node_modules/node/bin && mkdir /data

# Run: no shell, no package manager, uid 65532; may run with a read-only root, /data is all it writes to.
# Pin both bases by digest when you publish an image.
FROM gcr.io/distroless/nodejs24-debian12:nonroot
LABEL org.opencontainers.image.title="trialcast" \
  org.opencontainers.image.description="Trial registry records in, validated FHIR out, delivered to a FHIR server" \
  org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json LICENSE ./
COPY bin ./bin
COPY profiles ./profiles
COPY mappings ./mappings
COPY examples ./examples
COPY docs/issues.md ./docs/
COPY scripts/send.ts ./scripts/
# A new volume takes the owner of the folder it is laid over.
COPY --from=build --chown=65532:65532 /data /data
ENV NODE_ENV=production TRIALCAST_HOST=0.0.0.0 TRIALCAST_PORT=8080 TRIALCAST_DATA=/data
USER 65532:65532
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["/nodejs/bin/node", "dist/cli/healthcheck.js"]
ENTRYPOINT ["/nodejs/bin/node", "dist/cli/main.js"]
CMD ["serve"]
