//! A store's statements as a table for networks and measures.

use crate::console::Console;
use crate::failure::Failure;
use standpoint_model::{EntityType, PartialDate, Statement};
use standpoint_network::{About, Coding, Corpus, Duplicates, Filter, Variable};
use standpoint_store::{Names, Store};
use std::collections::BTreeMap;
use std::path::Path;

/// Which statements enter, and as what.
#[derive(Debug, clap::Args)]
pub(crate) struct CodingArgs {
    /// What makes rows: actor, speaker, target, document, author, publisher, title.
    #[arg(long, value_name = "WHAT", default_value = "actor", value_parser = str::parse::<Variable>)]
    rows: Variable,
    /// What makes columns; by default targets, of rows that are targets actors.
    #[arg(long, value_name = "WHAT", value_parser = str::parse::<Variable>)]
    columns: Option<Variable>,
    /// Count claims besides stances: asserting as for, denying as against.
    #[arg(long)]
    claims: bool,
    /// Only actors of this type: person, organization, place.
    #[arg(long, value_name = "TYPE", value_parser = str::parse::<EntityType>)]
    actors: Option<EntityType>,
    /// Leave out statements less sure than this (0 to 1).
    #[arg(long, value_name = "P", default_value_t = 0.0)]
    min_confidence: f64,
    /// Only statements from this date on (2011, 2011-11 or 2011-11-17).
    #[arg(long, value_name = "DATE", value_parser = str::parse::<PartialDate>)]
    from: Option<PartialDate>,
    /// Only statements up to the end of this date.
    #[arg(long, value_name = "DATE", value_parser = str::parse::<PartialDate>)]
    to: Option<PartialDate>,
    /// What counts once: include (everything counts), document, week, month, year, acrossrange.
    #[arg(long, value_name = "HOW", default_value = "include", value_parser = str::parse::<Duplicates>)]
    pub(crate) duplicates: Duplicates,
    /// Leave out this row; may be given several times.
    #[arg(long, value_name = "NAME")]
    without_row: Vec<String>,
    /// Leave out this column; may be given several times.
    #[arg(long, value_name = "NAME")]
    without_column: Vec<String>,
    /// Only this row; may be given several times.
    #[arg(long, value_name = "NAME")]
    only_row: Vec<String>,
    /// Only this column; may be given several times.
    #[arg(long, value_name = "NAME")]
    only_column: Vec<String>,
    /// Only the N rows with most statements.
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    /// Give the numbers of Discourse Network Analyzer 3.1.2 also where it departs from what it documents.
    #[arg(long)]
    pub(crate) dna_compat: bool,
}

impl CodingArgs {
    /// Dates and names as a filter.
    pub(crate) fn filter(&self) -> Filter {
        let set = |names: &[String]| names.iter().cloned().collect();
        Filter {
            from: self.from.and_then(Filter::first_second),
            to: self.to.and_then(Filter::last_second),
            without_rows: set(&self.without_row),
            without_columns: set(&self.without_column),
            only_rows: set(&self.only_row),
            only_columns: set(&self.only_column),
        }
    }
}

/// The table, and the statements that it was made of.
pub(crate) struct Coded {
    /// The table.
    pub(crate) corpus: Corpus,
    /// Where each record's origin leads.
    pub(crate) statements: Vec<Statement>,
}

impl Coded {
    /// Reads the store at `path`.
    pub(crate) fn load(path: &Path, args: &CodingArgs, console: &Console) -> Result<Self, Failure> {
        if !(0.0..=1.0).contains(&args.min_confidence) {
            let found = args.min_confidence;
            return Err(Failure::Usage(format!("--min-confidence must lie between 0 and 1, not {found}")));
        }
        let other = if args.rows == Variable::Target { Variable::Actor } else { Variable::Target };
        let columns = args.columns.unwrap_or(other);
        if columns == args.rows {
            return Err(Failure::Usage(format!("rows and columns are both {columns}")));
        }
        let store = Store::open(path)?;
        let (mut statements, mut about) = (Vec::new(), BTreeMap::new());
        for stored in store.stored()? {
            let document = stored.document;
            let known =
                About { author: document.author, publisher: document.publisher, title: document.title };
            about.insert(document.id, known);
            statements.extend(stored.statements);
        }
        let coding = Coding {
            rows: args.rows,
            columns,
            claims: args.claims,
            min_confidence: args.min_confidence,
            actors: args.actors,
        };
        let mut corpus = coding.corpus(&statements, &about);
        if let Some(top) = args.top {
            corpus = corpus.most_active(top);
        }
        if corpus.records().is_empty() {
            console.warn("no statement takes a side: there is no network");
        }
        Ok(Self { corpus, statements })
    }

    /// Tells of names that nothing goes by, and of those that are like them.
    pub(crate) fn suggest(&self, args: &CodingArgs, console: &Console) {
        let named = [&args.without_row, &args.only_row, &args.without_column, &args.only_column];
        if named.iter().all(|names| names.is_empty()) {
            return;
        }
        let parties = self.statements.iter().flat_map(|said| [said.subject.clone(), said.object.clone()]);
        let known = Names::new(parties.collect());
        for (names, nodes) in [
            (&args.without_row, self.corpus.rows()),
            (&args.only_row, self.corpus.rows()),
            (&args.without_column, self.corpus.columns()),
            (&args.only_column, self.corpus.columns()),
        ] {
            for name in names {
                if nodes.iter().any(|node| node.label == *name || node.key == *name) {
                    continue;
                }
                let near = known.suggestions(name);
                let hint = match near.as_slice() {
                    [] => String::new(),
                    near => format!("\nhint: did you mean {}?", near.join(", ")),
                };
                console.warn(format_args!("nothing goes by the name {name:?}{hint}"));
            }
        }
    }
}
