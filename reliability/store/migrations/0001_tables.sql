-- The tables of reliability/records, and those that only the store uses (below).
-- No primary keys on large tables: their indexes slow bulk inserts down, and each write replaces whole articles.

CREATE TABLE runs (
    run_id VARCHAR NOT NULL,
    command VARCHAR,
    started_at TIMESTAMPTZ,
    finished_at TIMESTAMPTZ,
    version VARCHAR,
    model VARCHAR,
    suite_hash VARCHAR,
    inputs VARCHAR[],
    articles BIGINT,
    rejected BIGINT,
    timings STRUCT(stage VARCHAR, seconds DOUBLE, articles BIGINT)[]
);

CREATE TABLE rejects (
    run_id VARCHAR NOT NULL,
    input VARCHAR,
    record BIGINT,
    reason VARCHAR,
    excerpt VARCHAR
);

CREATE TABLE claims (
    article_id VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,
    run_id VARCHAR,
    quotation VARCHAR,
    source INTEGER[][],
    cue INTEGER[][],
    content INTEGER[][],
    source_text VARCHAR,
    cue_text VARCHAR,
    content_text VARCHAR USING COMPRESSION zstd,
    origin VARCHAR,
    source_type VARCHAR,
    via STRUCT(kind VARCHAR, name VARCHAR)[],
    hops INTEGER,
    second_hand BOOLEAN,
    anonymous BOOLEAN,
    hedged BOOLEAN
);

CREATE TABLE signatures (
    article_id VARCHAR NOT NULL,
    run_id VARCHAR,
    published_at TIMESTAMPTZ,
    publisher VARCHAR,
    shingles INTEGER,
    minhash UINTEGER[],
    terms VARCHAR[]
);

CREATE TABLE story_members (
    article_id VARCHAR NOT NULL,
    run_id VARCHAR,
    story_id VARCHAR,
    copy_group VARCHAR,
    is_original BOOLEAN,
    copies INTEGER,
    story_articles INTEGER,
    independent_reports INTEGER,
    independent_origins INTEGER,
    conflicts INTEGER
);

CREATE TABLE stories (
    story_id VARCHAR NOT NULL,
    run_id VARCHAR,
    articles VARCHAR[],
    copies VARCHAR[][],
    independent_origins INTEGER,
    claims STRUCT(content VARCHAR, origins VARCHAR[], articles VARCHAR[], independent_origins INTEGER)[],
    conflicts STRUCT(kind VARCHAR, what VARCHAR, "values" STRUCT(article_id VARCHAR, "value" VARCHAR)[])[]
);

-- A column per feature is added when a frame first brings it.
CREATE TABLE features (
    article_id VARCHAR NOT NULL,
    run_id VARCHAR
);

CREATE TABLE flags (
    article_id VARCHAR NOT NULL,
    run_id VARCHAR,
    code VARCHAR NOT NULL,
    severity VARCHAR,
    message VARCHAR,
    spans INTEGER[][],
    observed VARCHAR
);

CREATE TABLE scores (
    article_id VARCHAR NOT NULL,
    run_id VARCHAR,
    score DOUBLE,
    low DOUBLE,
    high DOUBLE,
    abstained VARCHAR,
    information_credibility INTEGER,
    claims INTEGER,
    second_hand INTEGER,
    model VARCHAR
);

CREATE TABLE contributions (
    article_id VARCHAR NOT NULL,
    run_id VARCHAR,
    feature VARCHAR NOT NULL,
    "group" VARCHAR,
    "value" DOUBLE,
    points DOUBLE
);

CREATE TABLE sources (
    source VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    run_id VARCHAR,
    score DOUBLE,
    low DOUBLE,
    high DOUBLE,
    abstained VARCHAR,
    source_reliability VARCHAR,
    articles BIGINT,
    claims BIGINT,
    second_hand BIGINT,
    model VARCHAR
);

CREATE TABLE decisions (
    decision_id VARCHAR PRIMARY KEY,
    article_id VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL,
    reason VARCHAR,
    reviewer VARCHAR,
    decided_at TIMESTAMPTZ,
    model VARCHAR,
    score DOUBLE
);

-- Articles, append-only. Reading one text decodes 2,048 of them, so that a long text is kept in pieces:
-- the first in `article_rows`, the rest in `text_pieces`. `articles` shows them whole.
CREATE TABLE article_rows (
    article_id VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    run_id VARCHAR,
    url VARCHAR,
    domain VARCHAR,
    publisher VARCHAR,
    title VARCHAR,
    authors VARCHAR[],
    published_at TIMESTAMPTZ,
    modified_at TIMESTAMPTZ,
    section VARCHAR,
    language VARCHAR,
    text VARCHAR USING COMPRESSION zstd,
    text_hash VARCHAR NOT NULL,
    input VARCHAR,
    record BIGINT,
    ingested_at TIMESTAMPTZ,
    bytes BIGINT NOT NULL
);

CREATE TABLE text_pieces (
    article_id VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    piece INTEGER NOT NULL,
    text VARCHAR NOT NULL USING COMPRESSION zstd
);

CREATE VIEW articles AS
SELECT
    head.article_id,
    head.revision,
    head.run_id,
    head.url,
    head.domain,
    head.publisher,
    head.title,
    head.authors,
    head.published_at,
    head.modified_at,
    head.section,
    head.language,
    CASE WHEN rest.text IS NULL THEN head.text ELSE head.text || rest.text END AS text,
    head.text_hash,
    head.input,
    head.record,
    head.ingested_at
FROM article_rows AS head
LEFT JOIN (
    SELECT article_id, revision, string_agg(text, '' ORDER BY piece) AS text
    FROM text_pieces
    GROUP BY article_id, revision
) AS rest ON rest.article_id = head.article_id AND rest.revision = head.revision;

-- The articles of a run; `seq` counts from 1 in reading order, without gaps.
CREATE TABLE run_articles (
    run_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    seq BIGINT NOT NULL
);

-- For which revision an article's claims were extracted, and by what (`stamp`).
CREATE TABLE processed (
    article_id VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    stamp VARCHAR NOT NULL,
    run_id VARCHAR
);

-- Digests of (table, id) that were ever written: what is not here needs no delete before its insert.
CREATE TABLE written (
    digest UBIGINT NOT NULL
);
