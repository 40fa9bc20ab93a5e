-- `members` by publisher and information credibility.
SELECT
    members.source,
    coalesce(scores.information_credibility, 6)::INTEGER AS information_credibility,
    count(*) AS articles
FROM members
LEFT JOIN scores USING (article_id)
GROUP BY ALL
