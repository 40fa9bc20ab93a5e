-- The $most stories of `members` that have most articles, with their first article.
WITH here AS (
    SELECT story_id, count(*) AS here
    FROM story_members
    SEMI JOIN members USING (article_id)
    GROUP BY story_id
),
chosen AS (
    SELECT stories.*, here.here
    FROM stories
    JOIN here USING (story_id)
    ORDER BY len(stories.articles) DESC, here.here DESC, stories.story_id
    LIMIT $most
),
heads AS (
    SELECT
        article_id,
        arg_max(title, revision) AS title,
        arg_max(coalesce(publisher, domain), revision) AS publisher,
        arg_max(url, revision) AS url,
        arg_max(published_at, revision) AS published_at
    FROM article_rows
    WHERE article_id IN (SELECT articles[1] FROM chosen)
    GROUP BY article_id
)
SELECT
    chosen.story_id,
    heads.title,
    heads.publisher,
    heads.url,
    heads.published_at,
    len(chosen.articles) AS articles,
    chosen.here,
    (
        SELECT count(*)
        FROM story_members
        WHERE story_members.story_id = chosen.story_id AND NOT story_members.is_original
    ) AS copies,
    chosen.independent_origins,
    coalesce(len(chosen.conflicts), 0) AS conflicts,
    coalesce(len(chosen.circular), 0) AS circular
FROM chosen
LEFT JOIN heads ON heads.article_id = chosen.articles[1]
ORDER BY len(chosen.articles) DESC, chosen.here DESC, chosen.story_id
