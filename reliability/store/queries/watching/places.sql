SELECT watched.*
FROM watched
SEMI JOIN places USING (place)
WHERE watched.item = ''
