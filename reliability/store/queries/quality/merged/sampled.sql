-- The $most of all parts.
SELECT article_id, place
FROM parts
ORDER BY place, article_id
LIMIT $most
