DELETE FROM watched
USING noted
WHERE watched.place = noted.place AND watched.item = noted.item
