-- A run's articles by the two axes of the Admiralty code.
WITH current AS (
    SELECT article_id, arg_max(coalesce(domain, publisher), revision) AS source
    FROM article_rows
    SEMI JOIN (SELECT article_id FROM run_articles WHERE run_id = $run_id) USING (article_id)
    GROUP BY article_id
)
SELECT
    coalesce(sources.source_reliability, 'F') AS source_reliability,
    coalesce(scores.information_credibility, 6)::INTEGER AS information_credibility,
    count(*) AS articles
FROM current
LEFT JOIN scores USING (article_id)
LEFT JOIN sources ON sources.role = 'publisher' AND sources.source = current.source
GROUP BY ALL
ORDER BY ALL
