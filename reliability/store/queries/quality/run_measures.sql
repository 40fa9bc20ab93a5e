-- One row about a run whose articles are `members`: what it read ($read records became articles) and made of them.
WITH judged AS (
    SELECT
        count(*) AS scores,
        count(abstained) AS abstained,
        avg(score) AS mean_score,
        count(*) FILTER (NOT score BETWEEN 0 AND 1 OR NOT score BETWEEN low AND high) AS impossible
    FROM scores
    SEMI JOIN members USING (article_id)
),
dates AS (
    SELECT
        count(published_at) / nullif(count(*), 0) AS dated_share,
        epoch($now - max(published_at) FILTER (published_at <= $now)) / 3600 AS age_hours,
        count(*) AS articles
    FROM members
),
counts AS (
    SELECT
        (SELECT count(*) FROM rejects WHERE run_id = $run_id) AS rejected,
        (SELECT count(*) FROM story_members SEMI JOIN members USING (article_id) WHERE NOT is_original) AS copied,
        (SELECT count(DISTINCT article_id) FROM flags SEMI JOIN members USING (article_id)) AS flagged
)
SELECT
    $run_id AS run_id,
    dates.articles,
    counts.rejected / nullif($read + counts.rejected, 0) AS rejected_share,
    1 - dates.articles / nullif($read, 0) AS repeated_share,
    counts.copied / nullif(dates.articles, 0) AS copied_share,
    judged.abstained / nullif(judged.scores, 0) AS abstained_share,
    judged.impossible,
    dates.dated_share,
    judged.mean_score,
    counts.flagged / nullif(dates.articles, 0) AS flagged_share,
    dates.age_hours
FROM judged, dates, counts
