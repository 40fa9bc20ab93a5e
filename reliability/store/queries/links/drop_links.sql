DELETE FROM story_links
USING gone
WHERE story_links.left_id = gone.left_id AND story_links.right_id = gone.right_id AND story_links.kind = gone.kind
