-- How many articles of each publisher have which verdict.
WITH current AS (
    SELECT article_id, arg_max(coalesce(domain, publisher), revision) AS source
    FROM article_rows
    SEMI JOIN verdicts USING (article_id)
    GROUP BY article_id
)
SELECT current.source, verdicts.verdict, count(*) AS articles
FROM verdicts
JOIN current USING (article_id)
WHERE current.source IS NOT NULL
GROUP BY ALL
ORDER BY ALL
