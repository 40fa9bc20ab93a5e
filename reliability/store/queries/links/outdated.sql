-- Scored articles, none of them of the run $run_id, whose story has changed since they were scored.
SELECT article_id AS id
FROM story_members
JOIN scores USING (article_id)
WHERE
    story_members.run_id > scores.run_id
    AND article_id NOT IN (SELECT article_id FROM run_articles WHERE run_id = $run_id)
ORDER BY id
