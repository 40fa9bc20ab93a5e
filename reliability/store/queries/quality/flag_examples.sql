-- Up to $most flags of each code as examples: with a place in the text first, of different publishers, newest first.
WITH here AS (
    SELECT
        flags.article_id,
        flags.code,
        len(flags.spans) = 0 AS placeless,
        members.source,
        members.published_at
    FROM flags
    JOIN members USING (article_id)
),
apart AS (
    SELECT *, row_number() OVER (
        PARTITION BY code, source ORDER BY placeless, published_at DESC NULLS LAST, article_id
    ) AS of_source
    FROM here
),
chosen AS (
    SELECT article_id, code, placeless, source, published_at
    FROM apart
    QUALIFY row_number() OVER (
        PARTITION BY code ORDER BY placeless, of_source, published_at DESC NULLS LAST, article_id
    ) <= $most
)
SELECT flags.article_id, flags.code, flags.message, flags.spans, chosen.source, chosen.placeless, chosen.published_at
FROM flags
JOIN chosen USING (article_id, code)
ORDER BY flags.code, chosen.placeless, flags.article_id
