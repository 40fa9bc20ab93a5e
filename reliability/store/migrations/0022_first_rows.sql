-- The view `articles` as before, but not materialised: with more than one row group of articles,
-- DuckDB 2.0 never comes back from the first rows of a materialised one (SELECT ... LIMIT without ORDER BY).

CREATE OR REPLACE VIEW articles AS
WITH whole AS NOT MATERIALIZED (
    SELECT
        head.* EXCLUDE (text, bytes),
        CASE WHEN rest.text IS NULL THEN head.text ELSE head.text || rest.text END AS text
    FROM article_rows AS head
    LEFT JOIN (
        SELECT article_id, revision, string_agg(text, '' ORDER BY piece) AS text
        FROM text_pieces
        GROUP BY article_id, revision
    ) AS rest USING (article_id, revision)
),
before AS (
    SELECT later.article_id, later.revision, max(earlier.revision) AS last
    FROM article_rows AS later
    JOIN article_rows AS earlier USING (article_id)
    WHERE earlier.revision < later.revision AND earlier.text_hash <> later.text_hash
    GROUP BY ALL
)
SELECT
    whole.article_id,
    whole.revision,
    whole.run_id,
    whole.url,
    whole.domain,
    whole.publisher,
    whole.title,
    whole.authors,
    whole.published_at,
    whole.modified_at,
    whole.section,
    whole.language,
    whole.text,
    whole.text_hash,
    whole.input,
    whole.record,
    whole.ingested_at,
    whole.came_with,
    previous.title AS previous_title,
    previous.text AS previous_text
FROM whole
LEFT JOIN before ON before.article_id = whole.article_id AND before.revision = whole.revision
LEFT JOIN whole AS previous ON previous.article_id = before.article_id AND previous.revision = before.last;
