-- Of all parts, each of whole stories.
SELECT
    sum(total)::BIGINT AS total,
    sum(articles)::BIGINT AS articles,
    sum(several_origins)::BIGINT AS several_origins,
    sum(corroborated)::BIGINT AS corroborated,
    sum(members)::BIGINT AS members,
    sum(conflicts)::BIGINT AS conflicts,
    sum(with_conflicts)::BIGINT AS with_conflicts,
    sum(circular)::BIGINT AS circular,
    sum(with_circular)::BIGINT AS with_circular,
    sum(several_origins) / nullif(sum(members), 0) AS several_origins_share,
    sum(corroborated) / nullif(sum(members), 0) AS corroborated_share
FROM parts
