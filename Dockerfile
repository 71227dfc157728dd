# The same steps as `make run`: scripts/setup prepares, `omstallningskollen serve` serves. No demo, no root.
# Trixie's own PostgreSQL client is version 17: `backup` reads servers up to that, as the one in docs/deploy/compose.yaml.
FROM debian:trixie-slim

RUN apt-get update -qq \
 && apt-get install -y --no-install-recommends -qq python3 python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
      postgresql-client-17 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /srv/omstallningskollen omstallningskollen

WORKDIR /srv/omstallningskollen
COPY pyproject.toml README.md LICENSE ./
COPY requirements ./requirements
COPY scripts/setup ./scripts/setup
COPY app ./app
COPY migrations ./migrations
COPY questionnaires ./questionnaires
COPY catalogues ./catalogues
COPY learning ./learning
RUN scripts/setup image && mkdir -p /var/lib/omstallningskollen && chown omstallningskollen /var/lib/omstallningskollen

USER omstallningskollen
ENV DATABASE_URL=sqlite:////var/lib/omstallningskollen/omstallningskollen.db \
    CACHE_DIR=/var/lib/omstallningskollen/cache
VOLUME /var/lib/omstallningskollen
EXPOSE 8000
# Asks /halsa: red when nothing can be read. No restart mends what /halsa/redo finds besides; that is for monitoring.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["/srv/omstallningskollen/.venv/bin/omstallningskollen", "health"]
CMD ["/srv/omstallningskollen/.venv/bin/omstallningskollen", "serve", "--host", "0.0.0.0", "--prepare"]
