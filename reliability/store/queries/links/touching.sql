-- Links of `ids`.
SELECT left_id, right_id, kind, score FROM story_links WHERE left_id IN (SELECT id FROM ids)
UNION ALL
SELECT left_id, right_id, kind, score
FROM story_links
WHERE right_id IN (SELECT id FROM ids) AND left_id NOT IN (SELECT id FROM ids)
