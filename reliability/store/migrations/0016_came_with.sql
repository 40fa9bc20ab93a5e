-- What comes with an article besides its text.

ALTER TABLE article_rows ADD COLUMN came_with STRUCT(
    format VARCHAR,
    credit VARCHAR,
    dateline VARCHAR,
    urgency INTEGER,
    version VARCHAR,
    terms VARCHAR,
    embargo TIMESTAMPTZ,
    relay VARCHAR,
    links VARCHAR[],
    based_on VARCHAR[],
    free BOOLEAN
);

-- With the title and text of the last revision that had another title or text.
CREATE OR REPLACE VIEW articles AS
WITH whole AS (
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
