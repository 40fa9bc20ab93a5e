-- Articles of `members` by publisher of `shown` and day of the date line: the last $most days that have any.
SELECT source, strftime(published_at, '%Y-%m-%d') AS "day", count(*) AS articles
FROM members
SEMI JOIN shown USING (source)
WHERE published_at <= $now
GROUP BY source, "day"
QUALIFY row_number() OVER (PARTITION BY source ORDER BY "day" DESC) <= $most
ORDER BY source, "day"
