-- Of all parts.
SELECT
    feature,
    sum(articles)::BIGINT AS articles,
    sum(nulls)::BIGINT AS nulls,
    sum(nulls) / sum(articles) AS null_share,
    min(least) AS least,
    max(most) AS most,
    sum(outside)::BIGINT AS outside
FROM parts
GROUP BY feature
ORDER BY feature
