-- Articles whose signature has not been through the stories stage, by day.
SELECT article_id AS id
FROM signatures
WHERE article_id NOT IN (SELECT article_id FROM story_members)
ORDER BY day, id
LIMIT $most
