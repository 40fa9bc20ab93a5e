-- The last revision of each article in `wanted` (article_id, revision) that has another title or text.
WITH pages AS (
    SELECT article_id, revision, text_hash, bytes
    FROM article_rows
    SEMI JOIN wanted USING (article_id)
)
SELECT pages.article_id, max(pages.revision) AS revision, arg_max(pages.bytes, pages.revision) AS bytes
FROM pages
JOIN wanted ON wanted.article_id = pages.article_id AND wanted.revision > pages.revision
JOIN pages AS current ON current.article_id = wanted.article_id AND current.revision = wanted.revision
WHERE pages.text_hash <> current.text_hash
GROUP BY pages.article_id
