-- Scored articles whose story has changed since they were scored; only those whose story $told_by has told, if not null,
-- and without those of the run $beside.
SELECT article_id AS id
FROM story_members
JOIN scores USING (article_id)
WHERE
    story_members.run_id IS DISTINCT FROM scores.told
    AND ($told_by IS NULL OR story_members.run_id = $told_by)
    AND article_id NOT IN (SELECT article_id FROM run_articles WHERE run_id = $beside)
ORDER BY id
