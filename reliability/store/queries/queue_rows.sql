-- What the review queue needs of every scored article, and no more.
SELECT
    scores.article_id,
    scores.score,
    scores.low,
    scores.high,
    coalesce(raised.flags, []) AS flags
FROM scores
LEFT JOIN (
    SELECT article_id, list({code: code, severity: severity}) AS flags
    FROM flags
    GROUP BY article_id
) AS raised USING (article_id)
ORDER BY scores.article_id
