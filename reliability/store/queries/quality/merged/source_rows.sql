-- Of all parts.
SELECT
    "table",
    sum("rows")::BIGINT AS "rows",
    sum(keys)::BIGINT AS keys,
    sum(orphans)::BIGINT AS orphans,
    sum(lacking)::BIGINT AS lacking
FROM parts
GROUP BY "table"
ORDER BY "table"
