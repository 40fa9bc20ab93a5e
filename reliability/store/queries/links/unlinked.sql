-- Articles whose signature has not been through the stories stage, by day; only those of $run_id, if not null.
SELECT article_id AS id
FROM signatures
WHERE
    article_id NOT IN (SELECT article_id FROM story_members)
    AND ($run_id IS NULL OR article_id IN (SELECT article_id FROM run_articles WHERE run_id = $run_id))
ORDER BY day, id
LIMIT $most
