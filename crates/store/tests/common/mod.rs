//! A small made-up world: a tunnel, a toll, a union and its locals, a mayor who changes her mind.
#![allow(dead_code, reason = "each test file uses a part of it")]

use standpoint_model::{
    Act, Confidence, Document, Entity, EntityType, Evidence, Kind, PartialDate, Predicate, Span, Statement,
    TextIndex, iri,
};
use standpoint_store::Store;
use tempfile::TempDir;

/// Version under which the test documents are put.
pub(crate) const EXTRACTOR: &str = "test 1";

pub(crate) fn date(text: &str) -> PartialDate {
    text.parse().unwrap()
}

pub(crate) fn union() -> Entity {
    Entity::named(EntityType::Organization, "Harbor Workers Union").with_aliases(["HWU"])
}

pub(crate) fn local() -> Entity {
    Entity::named(EntityType::Organization, "Dockside Local 9")
}

pub(crate) fn federation() -> Entity {
    Entity::named(EntityType::Organization, "Coastal Labor Federation")
}

pub(crate) fn tunnel() -> Entity {
    Entity::named(EntityType::Policy, "Harbor Tunnel").with_aliases(["the tunnel"])
}

pub(crate) fn mayor() -> Entity {
    Entity::named(EntityType::Person, "Mayor Ilse Brandt")
}

pub(crate) fn person(name: &str) -> Entity {
    Entity::named(EntityType::Person, name)
}

pub(crate) fn gazette() -> Entity {
    Entity::named(EntityType::Organization, "Port Gazette")
}

/// A statement whose evidence is `words`, which must stand in the text.
pub(crate) fn statement(
    document: &Document,
    who: Entity,
    predicate: Predicate,
    what: Entity,
    words: &str,
) -> Statement {
    let byte = document.text.find(words).unwrap_or_else(|| panic!("{words:?} is not in the text"));
    let index = TextIndex::new(&document.text);
    let start = index.char(byte);
    let span = Span::new(start, start + words.chars().count());
    let object = if predicate.kind() == Kind::Claim {
        let mut content = Entity::named(EntityType::Proposition, words.trim_end_matches('.'));
        content.id = iri::proposition(&document.id, span);
        content.about = vec![what];
        content
    } else {
        what
    };
    Statement {
        id: String::new(),
        document: document.id.clone(),
        subject: who,
        predicate,
        object,
        role: None,
        act: None,
        addressee: None,
        attributed_to: Vec::new(),
        date: document.date,
        confidence: Confidence::clamped(0.9),
        span,
        quote: words.to_owned(),
        evidence: Evidence { holder: Some(Span::new(start, start + 3)), cue: None, target: None },
        method: "rule/test".to_owned(),
    }
    .addressed()
}

/// The documents of the test store, each with its statements.
pub(crate) fn corpus() -> Vec<(Document, Vec<Statement>)> {
    let first = Document {
        title: Some("Union splits over tunnel".into()),
        publisher: Some("Port Gazette".into()),
        date: Some(date("2031-03-02")),
        url: Some("https://example.org/gazette/1".into()),
        ..Document::new(
            "news/gazette-1.txt",
            "The Harbor Workers Union backs the Harbor Tunnel. Dockside Local 9, an affiliate, opposes it. \
             The union belongs to the Coastal Labor Federation. Ada Moss, president of the union, demanded \
             that Mayor Ilse Brandt build it. “Tolls will stay low,” Moss said. Brandt opposed the tunnel in 2029.",
        )
    };
    let second = Document {
        title: Some("Brandt comes round".into()),
        publisher: Some("Bay Courier".into()),
        date: Some(date("2031-05")),
        ..Document::new(
            "news/courier-7.txt",
            "Mayor Ilse Brandt now supports the Harbor Tunnel. According to the Port Gazette, Crewe denies that the \
             toll will rise. HWU asks whether the toll is legal. The Tunnel Office, a unit of the Port Authority, \
             runs the Harbor Tunnel. Fishers reject the tunnel.",
        )
    };
    let one = |who, predicate, what, words| statement(&first, who, predicate, what, words);
    let two = |who, predicate, what, words| statement(&second, who, predicate, what, words);
    let office = || Entity::named(EntityType::Organization, "Tunnel Office");
    let toll = || Entity::named(EntityType::Topic, "toll");
    let mut denial = two(
        person("Crewe"),
        Predicate::Denies,
        toll(),
        "According to the Port Gazette, Crewe denies that the toll will rise.",
    );
    denial.attributed_to = vec![gazette(), person("Ada Moss")];
    denial.id = format!("{}statement/toll-denial", iri::BASE);
    let mut demand = one(
        person("Ada Moss"),
        Predicate::Supports,
        tunnel(),
        "Ada Moss, president of the union, demanded that Mayor Ilse Brandt build it.",
    );
    demand.act = Some(Act::Demand);
    demand.addressee = Some(mayor());
    let mut earlier = one(mayor(), Predicate::Opposes, tunnel(), "Brandt opposed the tunnel in 2029.");
    earlier.date = Some(date("2029"));
    let first_says = vec![
        one(union(), Predicate::Supports, tunnel(), "The Harbor Workers Union backs the Harbor Tunnel."),
        one(local(), Predicate::Opposes, tunnel(), "Dockside Local 9, an affiliate, opposes it."),
        one(local(), Predicate::AffiliatedWith, union(), "Dockside Local 9, an affiliate, opposes it."),
        one(
            union(),
            Predicate::AffiliatedWith,
            federation(),
            "The union belongs to the Coastal Labor Federation.",
        ),
        {
            let words = "Ada Moss, president of the union, demanded that Mayor Ilse Brandt build it.";
            Statement {
                role: Some("president".into()),
                ..one(person("Ada Moss"), Predicate::Leads, union(), words)
            }
        },
        demand,
        one(person("Ada Moss"), Predicate::Asserts, toll(), "“Tolls will stay low,” Moss said."),
        earlier,
    ];
    let second_says = vec![
        two(mayor(), Predicate::Supports, tunnel(), "Mayor Ilse Brandt now supports the Harbor Tunnel."),
        denial,
        two(union(), Predicate::Questions, toll(), "HWU asks whether the toll is legal."),
        two(
            office(),
            Predicate::PartOf,
            Entity::named(EntityType::Organization, "Port Authority"),
            "The Tunnel Office, a unit of the Port Authority, runs the Harbor Tunnel.",
        ),
        two(
            office(),
            Predicate::Administers,
            tunnel(),
            "The Tunnel Office, a unit of the Port Authority, runs the Harbor Tunnel.",
        ),
        two(
            Entity::named(EntityType::Organization, "fishers"),
            Predicate::Opposes,
            tunnel(),
            "Fishers reject the tunnel.",
        ),
    ];
    vec![(first, first_says), (second, second_says)]
}

/// A store with the corpus in it, in a folder that goes when the first part of the pair is dropped.
pub(crate) fn store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::create(folder.path().join("store")).unwrap();
    for (document, statements) in corpus() {
        store.put(&document, &statements, EXTRACTOR).unwrap();
    }
    (folder, store)
}

/// The rows of a named query as plain text.
pub(crate) fn rows(store: &Store, name: &str, arguments: &[(&str, &str)]) -> Vec<Vec<String>> {
    let arguments: Vec<(String, String)> =
        arguments.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let answer = store.run(name, &arguments, None).unwrap_or_else(|error| panic!("{name}: {error}"));
    answer.plain_rows()
}

/// The given columns of rows.
pub(crate) fn columns(rows: &[Vec<String>], at: &[usize]) -> Vec<Vec<String>> {
    rows.iter().map(|row| at.iter().map(|column| row[*column].clone()).collect()).collect()
}

/// The test store and one more document, in which every type of conflict occurs.
pub(crate) fn quarrelling_store() -> (TempDir, Store) {
    let (folder, mut store) = store();
    let third = Document {
        date: Some(date("2031-06-01")),
        ..Document::new(
            "news/herald-3.txt",
            "Ben Reed, secretary of the Ferry Crew, fights the Ferry Tax. The Ferry Crew and the Pilots, both members \
             of the Bay League, are for it and against it. The tax is mandatory, the Crew says. The tax is \
             voluntary, the Pilots say. The Herald says that Ben Reed backs the tax. Reed denies that he ever did.",
        )
    };
    let tax = || Entity::named(EntityType::Policy, "Ferry Tax");
    let org = |name: &str| Entity::named(EntityType::Organization, name);
    let (crew, pilots, reed) = (|| org("Ferry Crew"), || org("Pilots"), || person("Ben Reed"));
    let one = |who, predicate, what, words| statement(&third, who, predicate, what, words);
    let members = "The Ferry Crew and the Pilots, both members of the Bay League, are for it and against it.";
    let fights = "Ben Reed, secretary of the Ferry Crew, fights the Ferry Tax.";
    let mut told = one(reed(), Predicate::Supports, tax(), "The Herald says that Ben Reed backs the tax.");
    told.attributed_to = vec![org("Herald")];
    let says = vec![
        one(reed(), Predicate::HoldsPost, crew(), fights),
        one(reed(), Predicate::Opposes, tax(), fights),
        one(crew(), Predicate::MemberOf, org("Bay League"), members),
        one(pilots(), Predicate::MemberOf, org("Bay League"), members),
        one(crew(), Predicate::Supports, tax(), members),
        one(pilots(), Predicate::Opposes, tax(), members),
        one(crew(), Predicate::Asserts, tax(), "The tax is mandatory, the Crew says."),
        one(pilots(), Predicate::Asserts, tax(), "The tax is voluntary, the Pilots say."),
        told,
        one(reed(), Predicate::Denies, tax(), "Reed denies that he ever did."),
    ];
    store.put(&third, &says, EXTRACTOR).unwrap();
    (folder, store)
}
