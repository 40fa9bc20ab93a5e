-- The rating lists that were imported: how many domains, their error, and how many of them published here.
SELECT
    list,
    count(*) AS domains,
    count(published.source) AS here,
    any_value(error) AS error,
    max(imported_at) AS imported_at
FROM source_ratings
LEFT JOIN (SELECT DISTINCT source FROM sources) AS published ON published.source = source_ratings.domain
GROUP BY list
ORDER BY list
