-- Of all parts.
SELECT source, tenth, sum(articles)::BIGINT AS articles
FROM parts
GROUP BY source, tenth
ORDER BY source, tenth
