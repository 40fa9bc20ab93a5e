-- A page of `listed`, the rows of queries/stories/listed.sql, those with the newest article first.
SELECT *
FROM listed
WHERE $last IS NULL OR newest < $last_newest OR (newest = $last_newest AND story_id > $last)
ORDER BY newest DESC, story_id
LIMIT $limit
