-- How many articles of the run $run_id have a claim behind which two or more independent origins stand.
SELECT count(*) AS articles
FROM story_members
SEMI JOIN (SELECT article_id FROM run_articles WHERE run_id = $run_id) AS wanted USING (article_id)
WHERE independent_origins >= 2
