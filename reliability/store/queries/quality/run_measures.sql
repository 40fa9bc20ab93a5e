-- What a run made of its articles `members`, as sums.
WITH judged AS (
    SELECT
        count(*) AS scores,
        count(score) AS scored,
        count(abstained) AS abstained,
        coalesce(sum(score), 0) AS score_sum,
        count(*) FILTER (NOT score BETWEEN 0 AND 1 OR NOT score BETWEEN low AND high) AS impossible
    FROM scores
    SEMI JOIN members USING (article_id)
),
dates AS (
    SELECT
        count(*) AS articles,
        count(published_at) AS dated,
        max(published_at) FILTER (published_at <= $now) AS newest
    FROM members
),
counts AS (
    SELECT
        (SELECT count(*) FROM story_members SEMI JOIN members USING (article_id) WHERE NOT is_original) AS copied,
        (SELECT count(DISTINCT article_id) FROM flags SEMI JOIN members USING (article_id)) AS flagged
)
SELECT dates.*, judged.*, counts.*
FROM dates, judged, counts
