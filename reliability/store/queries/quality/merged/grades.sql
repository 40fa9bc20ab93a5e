-- Articles by the two axes of the Admiralty code.
SELECT
    coalesce(sources.source_reliability, 'F') AS source_reliability,
    parts.information_credibility,
    sum(parts.articles)::BIGINT AS articles
FROM parts
LEFT JOIN sources ON sources.role = 'publisher' AND sources.source = parts.source
GROUP BY ALL
ORDER BY ALL
