-- Links between two of `ids`.
SELECT left_id, right_id, kind, score
FROM story_links
WHERE left_id IN (SELECT id FROM ids) AND right_id IN (SELECT id FROM ids)
