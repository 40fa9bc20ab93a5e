-- How many stories `members` tell.
SELECT count(DISTINCT story_id) AS stories
FROM story_members
SEMI JOIN members USING (article_id)
