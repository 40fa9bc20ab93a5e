-- The $most of all parts.
SELECT article_id, critical, warning, score
FROM parts
ORDER BY critical DESC, warning DESC, score NULLS LAST, article_id
LIMIT $most
