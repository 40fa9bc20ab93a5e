-- The $most outlets that most claims came through or from, by links of `citations`, with the number of all.
WITH outlets AS (
    SELECT
        cited AS source,
        sum(claims)::BIGINT AS claims,
        sum(articles)::BIGINT AS articles,
        sum(second_hand)::BIGINT AS second_hand
    FROM parts
    GROUP BY cited
)
SELECT outlets.*, sources.score, sources.abstained, count(*) OVER () AS total
FROM outlets
LEFT JOIN sources ON sources.role = 'cited' AND sources.source = outlets.source
ORDER BY outlets.claims DESC, outlets.source
LIMIT $most
