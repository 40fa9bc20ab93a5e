-- What articles say otherwise than before their last revision.

ALTER TABLE signatures ADD COLUMN revised STRUCT(
    kind VARCHAR,
    what VARCHAR,
    "before" VARCHAR,
    words_before VARCHAR,
    now VARCHAR,
    words_now VARCHAR
)[];
