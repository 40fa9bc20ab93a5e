-- Of all parts.
SELECT "from", "to", sum(articles)::BIGINT AS articles
FROM parts
GROUP BY ALL
ORDER BY ALL
