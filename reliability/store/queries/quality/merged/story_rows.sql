-- The $most of all parts.
SELECT story_id, first, articles, here, copies, independent_origins, conflicts, circular
FROM parts
ORDER BY articles DESC, here DESC, story_id
LIMIT $most
