-- Outlets and platforms that claims of the articles `ids` came through or from, those of most claims first.
WITH named AS (
    SELECT article_id, step.name AS name
    FROM (
        SELECT article_id, unnest(via) AS step
        FROM claims
        WHERE article_id IN (SELECT id FROM ids)
    )
    WHERE step.kind IN ('outlet', 'platform') AND step.name IS NOT NULL
    UNION ALL
    SELECT article_id, origin
    FROM claims
    WHERE source_type = 'media_outlet' AND second_hand AND origin IS NOT NULL AND article_id IN (SELECT id FROM ids)
)
SELECT article_id, name, count(*) AS claims
FROM named
GROUP BY article_id, name
ORDER BY article_id, claims DESC, name
