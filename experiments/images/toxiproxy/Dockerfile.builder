# Toxiproxy, made by Debian 13's Go where this machine has none.
FROM debian:trixie-slim AS builder
RUN apt-get update \
 && apt-get install -y --no-install-recommends golang-go ca-certificates \
 && rm -rf /var/lib/apt/lists/*
# This machine's certificates; empty where it has none in this place.
COPY ca-certificates.crt /tmp/ca-certificates.crt
RUN if [ -s /tmp/ca-certificates.crt ]; then cp /tmp/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt; fi
ARG VERSION
ARG GOPROXY
RUN if [ -z "$GOPROXY" ]; then unset GOPROXY; fi; \
    GOBIN=/out CGO_ENABLED=0 go install -ldflags "-s -w -X github.com/Shopify/toxiproxy/v2.Version=$VERSION" \
    github.com/Shopify/toxiproxy/v2/cmd/server@v$VERSION

FROM scratch
COPY --from=builder /out/server /toxiproxy
EXPOSE 8474
ENTRYPOINT ["/toxiproxy"]
CMD ["-host=0.0.0.0"]
