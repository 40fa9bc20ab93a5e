-- What each publisher delivered, over all its articles.
WITH current AS (
    SELECT article_id, arg_max(coalesce(domain, publisher), revision) AS source
    FROM article_rows
    GROUP BY article_id
),
said AS (
    SELECT article_id, count(*) AS claims, count(*) FILTER (second_hand) AS second_hand
    FROM claims
    GROUP BY article_id
),
raised AS (
    SELECT DISTINCT article_id FROM flags
)
SELECT
    current.source,
    count(*) AS articles,
    sum(said.claims)::BIGINT AS claims,
    sum(said.second_hand)::BIGINT AS second_hand,
    count(raised.article_id) AS flagged
FROM current
LEFT JOIN said USING (article_id)
LEFT JOIN raised USING (article_id)
WHERE current.source IS NOT NULL
GROUP BY current.source
