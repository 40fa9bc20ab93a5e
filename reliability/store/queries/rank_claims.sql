-- Up to $limit claims with the most weight of the terms in `asked` (term, weight), $least or more: what they say, and who.
WITH ranked AS (
    SELECT article, claim, sum(weight) AS weight
    FROM claim_terms
    JOIN asked USING (term)
    GROUP BY ALL
    HAVING sum(weight) >= $least
    ORDER BY weight DESC, article, claim
    LIMIT $limit
),
named AS (
    SELECT article_id || '#' || claim AS claim_id, weight
    FROM ranked
    JOIN claim_articles ON number = article
)
-- By row number, so that wide columns of other rows are not decoded.
SELECT claims.claim_id, named.weight, claims.content_text, concat_ws(' ', claims.origin, claims.source_text) AS speaker
FROM claims
JOIN named USING (claim_id)
WHERE claims.rowid IN (SELECT rowid FROM claims WHERE claim_id IN (SELECT claim_id FROM named))
ORDER BY named.weight DESC, claims.rowid
