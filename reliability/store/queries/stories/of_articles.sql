-- The stories of the articles `ids`, those with most of them first, each with the headline of its first article.
SELECT
    story_members.story_id,
    max(story_members.story_articles) AS articles,
    (
        SELECT arg_max(article_rows.title, article_rows.revision)
        FROM article_rows
        WHERE article_rows.article_id = story_members.story_id
    ) AS title
FROM story_members
JOIN ids ON ids.id = story_members.article_id
GROUP BY story_members.story_id
ORDER BY count(*) DESC, story_members.story_id
