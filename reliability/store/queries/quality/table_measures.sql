-- How whole each table of articles is: keys among the articles of $run_id, rows of articles that are not there in all.
WITH listed AS (
    SELECT DISTINCT article_id FROM run_articles WHERE run_id = $run_id
),
known AS (
    SELECT DISTINCT article_id FROM article_rows
),
scored AS (
    SELECT article_id FROM scores SEMI JOIN listed USING (article_id) WHERE score IS NOT NULL
),
revisions AS (
    SELECT article_id, max(revision) AS revision FROM article_rows SEMI JOIN listed USING (article_id) GROUP BY article_id
),
keys AS (
    SELECT 'articles' AS "table", count(*) AS "rows", count(DISTINCT (article_id, revision)) AS keys
    FROM article_rows SEMI JOIN listed USING (article_id)
    UNION ALL
    SELECT 'claims', count(*), count(DISTINCT claim_id) FROM claims SEMI JOIN listed USING (article_id)
    UNION ALL
    SELECT 'signatures', count(*), count(DISTINCT article_id) FROM signatures SEMI JOIN listed USING (article_id)
    UNION ALL
    SELECT 'story_members', count(*), count(DISTINCT article_id) FROM story_members SEMI JOIN listed USING (article_id)
    UNION ALL
    SELECT 'features', count(*), count(DISTINCT article_id) FROM features SEMI JOIN listed USING (article_id)
    UNION ALL
    SELECT 'flags', count(*), count(DISTINCT (article_id, code)) FROM flags SEMI JOIN listed USING (article_id)
    UNION ALL
    SELECT 'scores', count(*), count(DISTINCT article_id) FROM scores SEMI JOIN listed USING (article_id)
    UNION ALL
    SELECT 'contributions', count(*), count(DISTINCT (article_id, feature))
    FROM contributions SEMI JOIN listed USING (article_id)
),
orphans AS (
    SELECT 'claims' AS "table", count(*) AS orphans FROM claims ANTI JOIN known USING (article_id)
    UNION ALL
    SELECT 'signatures', count(*) FROM signatures ANTI JOIN known USING (article_id)
    UNION ALL
    SELECT 'story_members', count(*) FROM story_members ANTI JOIN known USING (article_id)
    UNION ALL
    SELECT 'features', count(*) FROM features ANTI JOIN known USING (article_id)
    UNION ALL
    SELECT 'flags', count(*) FROM flags ANTI JOIN known USING (article_id)
    UNION ALL
    SELECT 'scores', count(*) FROM scores ANTI JOIN known USING (article_id)
    UNION ALL
    SELECT 'contributions', count(*) FROM contributions ANTI JOIN known USING (article_id)
),
lacking AS (
    SELECT 'articles' AS "table", count(*) AS lacking FROM listed ANTI JOIN article_rows USING (article_id)
    UNION ALL
    SELECT 'claims', count(*) FROM revisions ANTI JOIN processed USING (article_id, revision)
    UNION ALL
    SELECT 'signatures', count(*) FROM listed ANTI JOIN signatures USING (article_id)
    UNION ALL
    SELECT 'story_members', count(*) FROM listed ANTI JOIN story_members USING (article_id)
    UNION ALL
    SELECT 'features', count(*) FROM listed ANTI JOIN features USING (article_id)
    UNION ALL
    SELECT 'scores', count(*) FROM listed ANTI JOIN scores USING (article_id)
    UNION ALL
    SELECT 'contributions', count(*) FROM scored ANTI JOIN contributions USING (article_id)
)
SELECT "table", "rows", keys, coalesce(orphans, 0) AS orphans, lacking
FROM keys
LEFT JOIN orphans USING ("table")
LEFT JOIN lacking USING ("table")
