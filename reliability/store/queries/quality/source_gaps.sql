-- Hours between an article and the next one of its publisher and month, and how often; of `dates`, together or in parts.
WITH told AS (
    SELECT source, date_trunc('month', published_at) AS "month", published_at, sum(articles)::BIGINT AS articles
    FROM dates
    GROUP BY ALL
),
apart AS (
    SELECT
        source,
        epoch(published_at - lag(published_at) OVER (PARTITION BY source, "month" ORDER BY published_at)) / 3600 AS gap,
        1 AS times
    FROM told
    UNION ALL
    SELECT source, 0, articles - 1
    FROM told
    WHERE articles > 1
)
SELECT source, gap, sum(times)::BIGINT AS times
FROM apart
WHERE gap IS NOT NULL
GROUP BY source, gap
