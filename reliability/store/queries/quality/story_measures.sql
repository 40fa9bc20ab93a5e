-- How whole the tables of stories are: keys of the stories of `members`, rows of stories and members without the other.
WITH told AS (
    SELECT story_id FROM story_members SEMI JOIN members USING (article_id) WHERE story_articles > 1
)
SELECT
    'stories' AS "table",
    (SELECT count(*) FROM stories SEMI JOIN told USING (story_id)) AS "rows",
    (SELECT count(DISTINCT story_id) FROM stories SEMI JOIN told USING (story_id)) AS keys,
    (SELECT count(*) FROM stories WHERE story_id NOT IN (SELECT story_id FROM story_members)) AS orphans,
    NULL::BIGINT AS lacking
UNION ALL
SELECT
    'story_members',
    0,
    0,
    (
        SELECT count(*)
        FROM story_members
        WHERE story_articles > 1 AND story_id NOT IN (SELECT story_id FROM stories)
    ),
    NULL
