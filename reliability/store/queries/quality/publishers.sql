-- What is known of each publisher among `members`.
WITH said AS (
    SELECT article_id, count(*) AS claims, count(*) FILTER (second_hand) AS second_hand
    FROM claims
    SEMI JOIN members USING (article_id)
    GROUP BY article_id
),
raised AS (
    SELECT DISTINCT article_id FROM flags SEMI JOIN members USING (article_id)
)
SELECT
    members.source,
    count(*) AS articles,
    coalesce(sum(said.claims), 0)::BIGINT AS claims,
    coalesce(sum(said.second_hand), 0)::BIGINT AS second_hand,
    count(raised.article_id) AS flagged,
    max(members.published_at) FILTER (members.published_at <= $now) AS newest
FROM members
LEFT JOIN said USING (article_id)
LEFT JOIN raised USING (article_id)
WHERE members.source IS NOT NULL
GROUP BY members.source
