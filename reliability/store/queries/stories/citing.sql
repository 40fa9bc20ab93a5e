-- Claims that came from another outlet or through one.
SELECT article_id, claim_id, quotation, content_text, origin, source_type, via, anonymous
FROM claims
WHERE
    source_type = 'media_outlet'
    OR len(list_filter(via, lambda step: step.kind = 'outlet')) > 0
ORDER BY article_id, rowid
