-- Articles whose signature has not been through the stories stage.
SELECT count(*) AS articles
FROM signatures
WHERE article_id NOT IN (SELECT article_id FROM story_members)
