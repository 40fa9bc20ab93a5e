-- A publisher's articles, the latest first, those without a date last.
SELECT
    current.article_id,
    current.head.title AS title,
    current.head.published_at AS published_at,
    scores.score,
    scores.low,
    scores.high,
    scores.abstained,
    scores.information_credibility,
    verdicts.verdict
FROM (
    SELECT article_id, arg_max({title: title, published_at: published_at}, revision) AS head
    FROM article_rows
    WHERE domain = $source OR (domain IS NULL AND publisher = $source)
    GROUP BY article_id
) AS current
LEFT JOIN scores USING (article_id)
LEFT JOIN verdicts USING (article_id)
ORDER BY published_at DESC NULLS LAST, article_id
LIMIT $limit
