-- From which telling of its story each score was computed: runs may work in turns, so that their ids do not tell.

ALTER TABLE scores ADD COLUMN told VARCHAR;

UPDATE scores
SET told = story_members.run_id
FROM story_members
WHERE story_members.article_id = scores.article_id AND story_members.run_id <= scores.run_id;
