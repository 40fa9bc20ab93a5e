-- One row of totals over a run's articles.
WITH members AS (
    SELECT article_id FROM run_articles WHERE run_id = $run_id
)
SELECT
    (SELECT count(*) FROM members) AS articles,
    (SELECT count(score) FROM scores SEMI JOIN members USING (article_id)) AS scored,
    (SELECT count(abstained) FROM scores SEMI JOIN members USING (article_id)) AS abstained,
    (SELECT avg(score) FROM scores SEMI JOIN members USING (article_id)) AS mean_score,
    (SELECT count(*) FROM claims SEMI JOIN members USING (article_id)) AS claims,
    (SELECT count(*) FROM claims SEMI JOIN members USING (article_id) WHERE second_hand) AS second_hand,
    (SELECT count(*) FROM claims SEMI JOIN members USING (article_id) WHERE anonymous) AS anonymous,
    (SELECT count(*) FROM claims SEMI JOIN members USING (article_id) WHERE hedged) AS hedged,
    (SELECT count(DISTINCT article_id) FROM flags SEMI JOIN members USING (article_id)) AS flagged,
    (SELECT count(DISTINCT story_id) FROM story_members SEMI JOIN members USING (article_id)) AS stories,
    (SELECT count(*) FROM story_members SEMI JOIN members USING (article_id) WHERE NOT is_original) AS copies,
    (SELECT count(*) FROM rejects WHERE run_id = $run_id) AS rejected
