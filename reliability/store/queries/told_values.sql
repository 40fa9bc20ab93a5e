-- What the stories tell of things for which several articles give values that cannot all be right, or the same one.
SELECT story_id, conflicts, agreements
FROM stories
WHERE coalesce(len(conflicts), 0) + coalesce(len(agreements), 0) > 0
ORDER BY story_id
