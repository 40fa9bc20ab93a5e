-- Of all parts.
SELECT abstained, sum(articles)::BIGINT AS articles
FROM parts
GROUP BY abstained
ORDER BY articles DESC, abstained
