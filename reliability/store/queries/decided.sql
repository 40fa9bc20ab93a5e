-- The latest verdict on each article that is here, and whether its words have changed since.
WITH latest AS (
    SELECT article_id, arg_max(verdict, (decided_at, decision_id)) AS verdict, max(decided_at) AS decided_at
    FROM decisions
    GROUP BY article_id
)
SELECT
    article_id,
    any_value(verdict) AS verdict,
    coalesce(
        arg_max(text_hash, revision) <> arg_max(text_hash, revision) FILTER (ingested_at <= decided_at),
        false
    ) AS changed
FROM latest
JOIN article_rows USING (article_id)
GROUP BY article_id
ORDER BY article_id
