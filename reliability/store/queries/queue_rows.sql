-- What the review queue needs of every scored article, and no more.
WITH revised AS MATERIALIZED (
    SELECT article_id, max(revision) AS revision
    FROM article_rows
    WHERE revision > 1
    GROUP BY article_id
),
articles AS MATERIALIZED (
    SELECT
        article_rows.article_id,
        article_rows.title,
        article_rows.publisher,
        coalesce(article_rows.domain, article_rows.publisher) AS source,
        article_rows.published_at
    FROM article_rows
    LEFT JOIN revised USING (article_id)
    WHERE article_rows.revision = coalesce(revised.revision, 1)
),
raised AS (
    SELECT
        article_id,
        list(code) AS codes,
        count(*) FILTER (severity = 'critical') AS critical,
        count(*) FILTER (severity = 'warning') AS warning,
        count(*) FILTER (severity = 'info') AS info
    FROM flags
    GROUP BY article_id
),
copied AS (
    SELECT copy_group, count(DISTINCT source) AS outlets
    FROM story_members
    JOIN articles USING (article_id)
    WHERE copies > 0
    GROUP BY copy_group
),
told AS (
    SELECT story_id, count(DISTINCT source) AS outlets
    FROM story_members
    JOIN articles USING (article_id)
    WHERE story_articles > 1
    GROUP BY story_id
),
decided AS MATERIALIZED (
    FROM verdicts
),
takes AS (
    SELECT
        article_id,
        arg_max(event, taken_at) AS event,
        arg_max(reviewer, taken_at) AS reviewer,
        max(taken_at) AS taken_at,
        arg_max(until, taken_at) AS until
    FROM assignments
    GROUP BY article_id
),
-- Who took each article last and has neither given it back nor decided; whether the time has run out is not said here.
holds AS (
    SELECT takes.article_id, takes.reviewer, takes.until
    FROM takes
    LEFT JOIN decided USING (article_id)
    WHERE takes.event <> 'released' AND (decided.decided_at IS NULL OR decided.decided_at < takes.taken_at)
),
volumes AS (
    SELECT source, count(*) AS articles
    FROM articles
    GROUP BY source
)
SELECT
    scores.article_id,
    articles.title,
    articles.publisher,
    articles.source,
    articles.published_at,
    scores.score,
    scores.low,
    scores.high,
    scores.abstained,
    sources.score AS source_score,
    sources.low AS source_low,
    sources.high AS source_high,
    story_members.story_id,
    greatest(coalesce(copied.outlets, 1) - 1, 0)::INTEGER AS copied_by,
    greatest(coalesce(told.outlets, 1) - 1, 0)::INTEGER AS told_by,
    coalesce(volumes.articles, 1)::INTEGER AS volume,
    coalesce(raised.codes, []) AS codes,
    coalesce(raised.critical, 0)::INTEGER AS critical,
    coalesce(raised.warning, 0)::INTEGER AS warning,
    coalesce(raised.info, 0)::INTEGER AS info,
    decided.verdict,
    decided.reviewer AS decided_by,
    decided.decided_at,
    coalesce(decided.outdated, false) AS outdated,
    coalesce(decided.disputed, false) AS disputed,
    holds.reviewer AS holder,
    holds.until
FROM scores
JOIN articles USING (article_id)
LEFT JOIN story_members USING (article_id)
LEFT JOIN copied USING (copy_group)
LEFT JOIN told USING (story_id)
LEFT JOIN volumes USING (source)
LEFT JOIN raised USING (article_id)
LEFT JOIN sources ON sources.role = 'publisher' AND sources.source = articles.source
LEFT JOIN decided USING (article_id)
LEFT JOIN holds USING (article_id)
ORDER BY scores.article_id
