-- Outlets that claims of `members` came through or from, by publisher (null for none); an outlet counts once per claim.
WITH mentions AS (
    SELECT
        members.source AS publisher,
        claims.article_id,
        claims.second_hand,
        unnest(list_distinct(list_concat(
            [step.name FOR step IN coalesce(claims.via, []) IF step.kind = 'outlet'],
            CASE WHEN claims.source_type = 'media_outlet' THEN [claims.origin] ELSE [] END
        ))) AS cited
    FROM claims
    JOIN members USING (article_id)
)
SELECT publisher, cited, count(*) AS claims, count(DISTINCT article_id) AS articles, count(*) FILTER (second_hand) AS second_hand
FROM mentions
WHERE cited IS NOT NULL
GROUP BY publisher, cited
