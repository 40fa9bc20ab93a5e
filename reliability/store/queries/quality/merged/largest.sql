-- The $most with most articles.
SELECT source, sum(articles)::BIGINT AS articles
FROM parts
GROUP BY source
ORDER BY articles DESC, source NULLS LAST
LIMIT $most
