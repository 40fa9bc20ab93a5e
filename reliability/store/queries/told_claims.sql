-- The claims of `ids` with the current head of their article and its copy group.
WITH told AS (
    SELECT article_id, claim_id, quotation, source_text, content_text, origin, source_type, via, hops, second_hand, anonymous
    FROM claims
    WHERE rowid IN (SELECT rowid FROM claims WHERE claim_id IN (SELECT id FROM ids))
),
heads AS (
    SELECT article_id, url, coalesce(publisher, domain) AS publisher, domain, title, published_at, ingested_at, came_with.relay AS relay
    FROM article_rows
    WHERE rowid IN (SELECT arg_max(rowid, revision) FROM article_rows SEMI JOIN told USING (article_id) GROUP BY article_id)
)
SELECT told.*, heads.* EXCLUDE (article_id), coalesce(copy_group, told.article_id) AS copy_group, story_members.credit
FROM ids
JOIN told ON told.claim_id = ids.id
JOIN heads USING (article_id)
LEFT JOIN story_members USING (article_id)
ORDER BY ids.n
