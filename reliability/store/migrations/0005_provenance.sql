-- How claims travelled, what articles agree and differ on, and circular reporting.

ALTER TABLE stories ADD COLUMN claims.element.quotation VARCHAR;
ALTER TABLE stories ADD COLUMN claims.element.tree STRUCT(
    node INTEGER,
    parent INTEGER,
    kind VARCHAR,
    "name" VARCHAR,
    article_id VARCHAR,
    claim_id VARCHAR,
    publisher VARCHAR,
    published_at TIMESTAMPTZ,
    wording VARCHAR
)[];
ALTER TABLE stories ADD COLUMN conflicts.element."values".element.words VARCHAR;
ALTER TABLE stories ADD COLUMN conflicts.element."values".element.publisher VARCHAR;
ALTER TABLE stories ADD COLUMN conflicts.element."values".element.published_at TIMESTAMPTZ;
ALTER TABLE stories ADD COLUMN conflicts.element."values".element.origin VARCHAR;
ALTER TABLE stories ADD COLUMN conflicts.element."values".element.independent BOOLEAN;
ALTER TABLE stories ADD COLUMN conflicts.element."values".element.independent_origins INTEGER;
ALTER TABLE stories ADD COLUMN conflicts.element."values".element.revision VARCHAR;
ALTER TABLE stories ADD COLUMN conflicts.element.diff STRUCT("change" VARCHAR, words VARCHAR)[];
ALTER TABLE stories ADD COLUMN updates STRUCT(
    kind VARCHAR,
    what VARCHAR,
    "values" STRUCT(
        article_id VARCHAR,
        "value" VARCHAR,
        words VARCHAR,
        publisher VARCHAR,
        published_at TIMESTAMPTZ,
        origin VARCHAR,
        independent BOOLEAN,
        independent_origins INTEGER,
        revision VARCHAR
    )[],
    diff STRUCT("change" VARCHAR, words VARCHAR)[]
)[];
ALTER TABLE stories ADD COLUMN agreements STRUCT(
    kind VARCHAR,
    what VARCHAR,
    "values" STRUCT(
        article_id VARCHAR,
        "value" VARCHAR,
        words VARCHAR,
        publisher VARCHAR,
        published_at TIMESTAMPTZ,
        origin VARCHAR,
        independent BOOLEAN,
        independent_origins INTEGER,
        revision VARCHAR
    )[],
    diff STRUCT("change" VARCHAR, words VARCHAR)[]
)[];
ALTER TABLE stories ADD COLUMN circular STRUCT(
    kind VARCHAR,
    claim VARCHAR,
    root VARCHAR,
    path STRUCT(
        outlet VARCHAR,
        cites VARCHAR,
        article_id VARCHAR,
        claim_id VARCHAR,
        published_at TIMESTAMPTZ
    )[]
)[];
