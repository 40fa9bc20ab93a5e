-- The $most of all parts.
SELECT story_id, example, place, articles
FROM parts
ORDER BY place, articles DESC, story_id
LIMIT $most
