-- The $most of all parts: what is among the first of a code is so in its part, as are the ones of its source before it.
WITH apart AS (
    SELECT *, row_number() OVER (
        PARTITION BY code, source ORDER BY placeless, published_at DESC NULLS LAST, article_id
    ) AS of_source
    FROM parts
),
chosen AS (
    SELECT * EXCLUDE (of_source)
    FROM apart
    QUALIFY row_number() OVER (
        PARTITION BY code ORDER BY placeless, of_source, published_at DESC NULLS LAST, article_id
    ) <= $most
)
SELECT article_id, code, message, spans, source, placeless, published_at
FROM chosen
ORDER BY code, placeless, article_id
