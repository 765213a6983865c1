-- The index: everything in it follows from the claims and the decisions in the store, and can be built anew from them.
-- Days are ISO texts; an undated report counts as the last day there is, 9999-12-31.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Reports whose change is on its way into the store: what to look at again after a crash.
CREATE TABLE outbox (report TEXT PRIMARY KEY, revision INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE report (
    n INTEGER PRIMARY KEY,
    iri TEXT NOT NULL UNIQUE,
    published TEXT NOT NULL,
    publisher TEXT,
    extractor TEXT NOT NULL,
    signature BLOB,
    copy_of INTEGER,
    item BLOB NOT NULL
);
CREATE INDEX report_order ON report (published, iri);

-- Reports that share a band of their signatures may be near copies of each other.
CREATE TABLE band (band BLOB NOT NULL, report INTEGER NOT NULL, PRIMARY KEY (band, report)) WITHOUT ROWID;

-- What researchers decided; the store's graph of decisions has the same.
CREATE TABLE decision (
    iri TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    at TEXT NOT NULL,
    object TEXT,
    value TEXT,
    note TEXT,
    by TEXT
) WITHOUT ROWID;
CREATE INDEX decision_subject ON decision (subject);
CREATE INDEX decision_object ON decision (object) WHERE object IS NOT NULL;

-- A name-key is what makes two views the same at once: a known identifier, or a folded name with its type.
-- An entity is a set of name-keys that views tie together; `atom` numbers never change, `entity` may. A view that a
-- decision names has an atom of its own.
CREATE TABLE atom (
    n INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    entity INTEGER NOT NULL,
    views INTEGER NOT NULL DEFAULT 0,
    mentions INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX atom_entity ON atom (entity);
CREATE TABLE tie (
    a INTEGER NOT NULL,
    b INTEGER NOT NULL,
    views INTEGER NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;

CREATE TABLE view (
    n INTEGER PRIMARY KEY,
    iri TEXT NOT NULL UNIQUE,
    atom INTEGER NOT NULL,
    report INTEGER NOT NULL,
    published TEXT NOT NULL,
    report_iri TEXT NOT NULL,
    start INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    model BLOB NOT NULL
);
CREATE INDEX view_order ON view (atom, published, report_iri, start);
CREATE INDEX view_report ON view (report);
CREATE TABLE alias (
    atom INTEGER NOT NULL,
    text TEXT NOT NULL,
    reports INTEGER NOT NULL,
    PRIMARY KEY (atom, text)
) WITHOUT ROWID;

CREATE TABLE entity (
    n INTEGER PRIMARY KEY,
    iri TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    type TEXT NOT NULL,
    subtype TEXT,
    seen_from TEXT NOT NULL,
    reports INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    lat REAL,
    lon REAL,
    item BLOB NOT NULL
);
CREATE INDEX entity_order ON entity (reports DESC, iri) WHERE mentions > 0;
CREATE INDEX entity_place ON entity (lat, lon) WHERE lat IS NOT NULL;

-- Claims are numbered by publication day, report and place in it (see keys.py): the order in which they are listed.
CREATE TABLE claim (
    n INTEGER PRIMARY KEY,
    iri TEXT NOT NULL UNIQUE,
    report INTEGER NOT NULL,
    kind TEXT NOT NULL,
    event INTEGER,
    relationship INTEGER,
    published TEXT NOT NULL,
    report_iri TEXT NOT NULL,
    start INTEGER NOT NULL,
    part_of TEXT,
    retells TEXT,
    lo INTEGER,
    hi INTEGER,
    facets TEXT NOT NULL,
    model BLOB NOT NULL,
    item BLOB NOT NULL
);
CREATE INDEX claim_part_of ON claim (part_of) WHERE part_of IS NOT NULL;
CREATE INDEX claim_retells ON claim (retells) WHERE retells IS NOT NULL;
CREATE INDEX claim_report ON claim (report);
CREATE INDEX claim_event ON claim (event) WHERE event IS NOT NULL;
CREATE INDEX claim_relationship ON claim (relationship, published, report_iri, start) WHERE relationship IS NOT NULL;
CREATE VIRTUAL TABLE claim_facet USING fts5 (
    terms, content = '', columnsize = 0, detail = 'none', tokenize = "unicode61 tokenchars '_'"
);

-- Claims that may tell of one event meet in a block; an edge says that two of them do, why, and how surely.
CREATE TABLE block (
    anchor TEXT NOT NULL,
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    claim INTEGER NOT NULL,
    PRIMARY KEY (anchor, kind, day, claim)
) WITHOUT ROWID;
CREATE INDEX block_claim ON block (claim);
CREATE TABLE edge (
    a INTEGER NOT NULL,
    b INTEGER NOT NULL,
    reason TEXT NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
-- The matches that somebody should look at, weakest first.
CREATE INDEX edge_doubtful ON edge (score, a, b) WHERE score < 0.65 AND a < b;

-- What an event reads like between two publication days. `k` orders the timeline (see keys.py).
CREATE TABLE version (
    k INTEGER PRIMARY KEY,
    event INTEGER NOT NULL,
    iri TEXT NOT NULL,
    seen_from TEXT NOT NULL,
    seen_to TEXT NOT NULL,
    span INTEGER NOT NULL,
    lo INTEGER,
    hi INTEGER,
    facets TEXT NOT NULL,
    claims TEXT NOT NULL,
    item BLOB NOT NULL
);
CREATE INDEX version_event ON version (event);
CREATE INDEX version_iri ON version (iri, seen_from);
CREATE INDEX version_span ON version (span);
CREATE VIRTUAL TABLE facet USING fts5 (
    terms, content = '', columnsize = 0, detail = 'none', tokenize = "unicode61 tokenchars '_'"
);

-- What versions are counted by, apart from their items: `type` is the event's own, `places` and `speakers` are atoms.
-- For the days to remember (resolve/salience.py): on which day, by its ordinal, an event is known to have begun and
-- ended, its gravity, and who mentions it: publication day, origin and report, joined by colons, for each.
CREATE TABLE mark (
    k INTEGER PRIMARY KEY,
    seen_from TEXT NOT NULL,
    seen_to TEXT NOT NULL,
    span INTEGER NOT NULL,
    hi INTEGER,
    type TEXT NOT NULL,
    places TEXT NOT NULL,
    speakers TEXT NOT NULL,
    first INTEGER,
    last INTEGER,
    gravity REAL NOT NULL,
    mentions TEXT NOT NULL
);
CREATE INDEX mark_span ON mark (span);

-- The disagreements of versions, most differing first: `lacks` says how many thousandths their score lacks to 1; `n`
-- counts those of one version from 0.
CREATE TABLE difference (
    lacks INTEGER NOT NULL,
    iri TEXT NOT NULL,
    k INTEGER NOT NULL,
    n INTEGER NOT NULL,
    kind TEXT NOT NULL,
    seen_from TEXT NOT NULL,
    seen_to TEXT NOT NULL,
    span INTEGER NOT NULL,
    hi INTEGER,
    PRIMARY KEY (lacks, iri, k)
) WITHOUT ROWID;
CREATE INDEX difference_k ON difference (k);

-- A relation between two atoms, or of one to a value, with all claims that tell of it.
CREATE TABLE relationship (
    n INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    iri TEXT,
    predicate TEXT NOT NULL,
    subject INTEGER NOT NULL,
    object INTEGER
);
CREATE INDEX relationship_subject ON relationship (subject);
CREATE INDEX relationship_object ON relationship (object) WHERE object IS NOT NULL;
CREATE INDEX relationship_iri ON relationship (iri);

-- Names and quotes by their words, for search.
CREATE VIRTUAL TABLE name USING fts5 (text, entity UNINDEXED, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');
CREATE VIRTUAL TABLE quote USING fts5 (text, content = '', tokenize = "unicode61 remove_diacritics 2");
