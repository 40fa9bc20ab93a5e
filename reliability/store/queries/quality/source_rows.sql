-- How whole the table of sources is.
SELECT
    'sources' AS "table",
    count(*) AS "rows",
    count(DISTINCT (source, role)) AS keys,
    0 AS orphans,
    NULL::BIGINT AS lacking
FROM sources
