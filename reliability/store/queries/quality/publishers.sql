-- The $most publishers with most articles among `members`, with the number of all; their scores are over all articles.
WITH said AS (
    SELECT article_id, count(*) AS claims, count(*) FILTER (second_hand) AS second_hand
    FROM claims
    SEMI JOIN members USING (article_id)
    GROUP BY article_id
),
raised AS (
    SELECT DISTINCT article_id FROM flags SEMI JOIN members USING (article_id)
),
totals AS (
    SELECT
        members.source,
        count(*) AS articles,
        coalesce(sum(said.claims), 0)::BIGINT AS claims,
        coalesce(sum(said.second_hand), 0)::BIGINT AS second_hand,
        count(raised.article_id) / count(*) AS flagged_share,
        max(members.published_at) FILTER (members.published_at <= $now) AS newest
    FROM members
    LEFT JOIN said USING (article_id)
    LEFT JOIN raised USING (article_id)
    WHERE members.source IS NOT NULL
    GROUP BY members.source
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
