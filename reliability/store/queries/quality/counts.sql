-- One row of totals over `members`; new and changed are of $run_id, or from $since on where that is given.
WITH fresh AS (
    SELECT article_id, min(revision) AS revision
    FROM article_rows
    SEMI JOIN members USING (article_id)
    WHERE CASE WHEN $since IS NULL THEN run_id = $run_id ELSE ingested_at >= $since END
    GROUP BY article_id
),
said AS (
    SELECT
        count(*) AS claims,
        count(*) FILTER (second_hand) AS second_hand,
        count(*) FILTER (anonymous) AS anonymous,
        count(*) FILTER (hedged) AS hedged
    FROM claims
    SEMI JOIN members USING (article_id)
),
judged AS (
    SELECT count(score) AS scored, count(abstained) AS abstained, coalesce(sum(score), 0) AS score_sum
    FROM scores
    SEMI JOIN members USING (article_id)
),
raised AS (
    SELECT
        count(DISTINCT article_id) AS flagged,
        count(DISTINCT article_id) FILTER (severity = 'critical') AS critical,
        count(DISTINCT article_id) FILTER (severity = 'warning') AS warning
    FROM flags
    SEMI JOIN members USING (article_id)
),
told AS (
    SELECT count(*) FILTER (NOT is_original) AS copies
    FROM story_members
    SEMI JOIN members USING (article_id)
)
SELECT
    (SELECT count(*) FROM members) AS articles,
    (SELECT count(*) FILTER (revision = 1) FROM fresh) AS new,
    (SELECT count(*) FILTER (revision > 1) FROM fresh) AS changed,
    told.copies,
    judged.scored,
    judged.abstained,
    judged.score_sum,
    said.*,
    raised.*
FROM said, judged, raised, told
