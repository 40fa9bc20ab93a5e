-- What kinds of origins the claims of `members` have, and how they came.
SELECT
    coalesce(source_type, 'other') AS source_type,
    count(*) AS claims,
    count(*) FILTER (second_hand) AS second_hand,
    count(*) FILTER (anonymous) AS anonymous
FROM claims
SEMI JOIN members USING (article_id)
GROUP BY ALL
ORDER BY claims DESC, source_type
