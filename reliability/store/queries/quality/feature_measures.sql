-- How each feature of `ranges` (feature, low, high) is spread over `members`; a value that is no number counts as none.
WITH here AS (
    SELECT * EXCLUDE (run_id) FROM features SEMI JOIN members USING (article_id)
),
long AS (
    SELECT feature, "value"
    FROM here UNPIVOT INCLUDE NULLS ("value" FOR feature IN (COLUMNS(* EXCLUDE (article_id))))
)
SELECT
    feature,
    count(*) AS articles,
    count(*) FILTER ("value" IS NULL) AS nulls,
    min("value") FILTER (NOT isnan("value")) AS least,
    max("value") FILTER (NOT isnan("value")) AS most,
    count(*) FILTER (NOT isfinite("value") OR "value" < low OR "value" > high) AS outside
FROM long
JOIN ranges USING (feature)
GROUP BY feature
