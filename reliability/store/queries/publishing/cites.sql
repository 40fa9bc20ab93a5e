-- Through or from which outlets a publisher has its claims; an outlet counts once per claim.
WITH own AS (
    SELECT DISTINCT article_id FROM article_rows WHERE domain = $source OR (domain IS NULL AND publisher = $source)
),
mentions AS (
    SELECT
        article_id,
        unnest(list_distinct(list_concat(
            [step.name FOR step IN coalesce(via, []) IF step.kind = 'outlet'],
            CASE WHEN source_type = 'media_outlet' THEN [origin] ELSE [] END
        ))) AS name
    FROM claims
    WHERE article_id IN (SELECT article_id FROM own)
)
SELECT name, count(*) AS claims, count(DISTINCT article_id) AS articles, max(article_id) AS article_id
FROM mentions
WHERE name IS NOT NULL
GROUP BY name
ORDER BY claims DESC, name
LIMIT $limit
