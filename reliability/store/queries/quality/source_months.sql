-- The first and last article of each publisher and month, and how many there are; of `dates`, together or in parts.
SELECT
    source,
    date_trunc('month', published_at) AS "month",
    min(published_at) AS earliest,
    max(published_at) AS newest,
    sum(articles)::BIGINT AS dated
FROM dates
GROUP BY ALL
