-- The agency whose text an article says that it carries, and that of each copy group.

ALTER TABLE signatures ADD COLUMN credit VARCHAR;
ALTER TABLE story_members ADD COLUMN credit VARCHAR;
