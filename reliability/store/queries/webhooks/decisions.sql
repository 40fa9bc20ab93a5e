-- Decisions since $since that were not told yet, the first first, with the head of their article.
WITH made AS (
    SELECT *
    FROM decisions
    WHERE decided_at >= $since
        AND decision_id NOT IN (SELECT key FROM webhook_told WHERE kind = 'decision')
),
heads AS (
    SELECT article_id, arg_max({title: title, url: url, publisher: coalesce(publisher, domain)}, revision) AS head
    FROM article_rows
    WHERE article_id IN (SELECT article_id FROM made)
    GROUP BY article_id
)
SELECT
    made.decision_id,
    made.article_id,
    head.title AS title,
    head.url AS url,
    head.publisher AS publisher,
    made.verdict,
    made.reason,
    made.reviewer,
    made.decided_at,
    made.score,
    made.undoes
FROM made
LEFT JOIN heads USING (article_id)
ORDER BY made.decided_at, made.decision_id
