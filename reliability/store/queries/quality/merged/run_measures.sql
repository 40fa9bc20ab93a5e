-- One row about run $run_id, which read $read records as articles and set $rejected aside.
WITH sums AS (
    SELECT
        sum(articles)::BIGINT AS articles,
        sum(dated)::BIGINT AS dated,
        max(newest) AS newest,
        sum(scores)::BIGINT AS scores,
        sum(scored)::BIGINT AS scored,
        sum(abstained)::BIGINT AS abstained,
        sum(score_sum) AS score_sum,
        sum(impossible)::BIGINT AS impossible,
        sum(copied)::BIGINT AS copied,
        sum(flagged)::BIGINT AS flagged
    FROM parts
)
SELECT
    $run_id AS run_id,
    *,
    $rejected / nullif($read + $rejected, 0) AS rejected_share,
    1 - articles / nullif($read, 0) AS repeated_share,
    copied / nullif(articles, 0) AS copied_share,
    abstained / nullif(scores, 0) AS abstained_share,
    dated / nullif(articles, 0) AS dated_share,
    score_sum / nullif(scored, 0) AS mean_score,
    flagged / nullif(articles, 0) AS flagged_share,
    epoch($now - newest) / 3600 AS age_hours
FROM sums
