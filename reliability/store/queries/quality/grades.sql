-- `members` by the two axes of the Admiralty code.
SELECT
    coalesce(sources.source_reliability, 'F') AS source_reliability,
    coalesce(scores.information_credibility, 6)::INTEGER AS information_credibility,
    count(*) AS articles
FROM members
LEFT JOIN scores USING (article_id)
LEFT JOIN sources ON sources.role = 'publisher' AND sources.source = members.source
GROUP BY ALL
ORDER BY ALL
