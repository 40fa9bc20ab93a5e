-- The $most publishers with most articles, with the number of all; their scores are over all articles.
WITH totals AS (
    SELECT
        source,
        sum(articles)::BIGINT AS articles,
        sum(claims)::BIGINT AS claims,
        sum(second_hand)::BIGINT AS second_hand,
        sum(flagged) / sum(articles) AS flagged_share,
        max(newest) AS newest
    FROM parts
    GROUP BY source
)
SELECT
    totals.source,
    sources.score,
    sources.low,
    sources.high,
    sources.abstained,
    coalesce(sources.source_reliability, 'F') AS source_reliability,
    totals.articles,
    totals.claims,
    totals.second_hand,
    totals.second_hand / nullif(totals.claims, 0) AS second_hand_share,
    totals.flagged_share,
    totals.newest,
    count(*) OVER () AS total
FROM totals
LEFT JOIN sources ON sources.role = 'publisher' AND sources.source = totals.source
ORDER BY totals.articles DESC, totals.source
LIMIT $most
