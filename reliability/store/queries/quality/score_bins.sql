-- How many of `members` have a score in each tenth; tenths without articles are there too.
WITH tenths AS (
    SELECT least(floor(score * 10), 9)::INTEGER AS tenth, count(*) AS articles
    FROM scores
    SEMI JOIN members USING (article_id)
    WHERE score IS NOT NULL
    GROUP BY tenth
)
SELECT bin / 10 AS "from", (bin + 1) / 10 AS "to", coalesce(tenths.articles, 0) AS articles
FROM range(10) AS bins (bin)
LEFT JOIN tenths ON tenths.tenth = bins.bin
ORDER BY bin
