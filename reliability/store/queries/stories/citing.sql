-- Claims that came from another outlet or through one, in order of time; with their words if $texts.
SELECT
    article_id,
    claim_id,
    quotation,
    CASE WHEN $texts THEN content_text END AS content_text,
    origin,
    source_type,
    via,
    anonymous
FROM claims
LEFT JOIN (
    SELECT article_id, arg_max(published_at, revision) AS published_at FROM article_rows GROUP BY article_id
) AS dated USING (article_id)
WHERE
    source_type = 'media_outlet'
    OR len(list_filter(via, lambda step: step.kind = 'outlet')) > 0
ORDER BY published_at NULLS LAST, article_id, claims.rowid
LIMIT $most OFFSET $start
