//! Coded statements as a table.

use std::collections::BTreeMap;

/// An actor, a target, or whatever else makes rows and columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Node {
    /// What tells it from others: an address, or its name.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// What else is known of it: type, aliases.
    pub attributes: BTreeMap<String, String>,
}

impl Node {
    /// A node known by its name alone.
    pub fn named(name: impl Into<String>) -> Self {
        let name = name.into();
        Self { key: name.clone(), label: name, attributes: BTreeMap::new() }
    }
}

/// What levels mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scale {
    /// 0 against, 1 for.
    Boolean,
    /// Numbers between these two, both possible.
    Integer {
        /// The lowest.
        min: i32,
        /// The highest.
        max: i32,
    },
    /// Names without order; the level is the index.
    Category(Vec<String>),
}

/// One coded statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record {
    /// Index of its row.
    pub row: u32,
    /// Index of its column.
    pub column: u32,
    /// Its level on the corpus's [`Scale`].
    pub level: i32,
    /// When, in seconds since 1970 (UTC), where known.
    pub time: Option<i64>,
    /// Index of its document.
    pub document: u32,
    /// Its place in the list that the corpus was made of: leads back to the quote.
    pub origin: u32,
}

/// A table of statements, in order of time; those of one time in the order of documents, then as they were given;
/// those without a date last.
#[derive(Debug, Clone)]
pub struct Corpus {
    pub(crate) rows: Vec<Node>,
    pub(crate) columns: Vec<Node>,
    pub(crate) documents: Vec<String>,
    pub(crate) scale: Scale,
    pub(crate) records: Vec<Record>,
}

impl Corpus {
    /// What makes rows, by label.
    #[must_use]
    pub fn rows(&self) -> &[Node] {
        &self.rows
    }

    /// What makes columns, by label.
    #[must_use]
    pub fn columns(&self) -> &[Node] {
        &self.columns
    }

    /// Names of documents, sorted.
    #[must_use]
    pub fn documents(&self) -> &[String] {
        &self.documents
    }

    /// What levels mean.
    #[must_use]
    pub fn scale(&self) -> &Scale {
        &self.scale
    }

    /// The statements.
    #[must_use]
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// Columns for rows and rows for columns: a one-mode network of this is one of targets.
    #[must_use]
    pub fn transposed(mut self) -> Self {
        std::mem::swap(&mut self.rows, &mut self.columns);
        for record in &mut self.records {
            std::mem::swap(&mut record.row, &mut record.column);
        }
        self
    }

    /// The same with only the `number` rows that have most statements; ties go by label.
    #[must_use]
    pub fn most_active(mut self, number: usize) -> Self {
        let mut counts = vec![0usize; self.rows.len()];
        for record in &self.records {
            counts[record.row as usize] += 1;
        }
        let mut order: Vec<usize> = (0..counts.len()).collect();
        order.sort_by_key(|&row| (std::cmp::Reverse(counts[row]), row));
        let mut kept = vec![false; counts.len()];
        for row in order.into_iter().take(number) {
            kept[row] = true;
        }
        self.records.retain(|record| kept[record.row as usize]);
        self
    }

    /// Distinct levels that can occur, ascending.
    pub(crate) fn levels(&self) -> Vec<i32> {
        match &self.scale {
            Scale::Boolean => vec![0, 1],
            Scale::Category(names) => (0..i32::try_from(names.len()).unwrap_or(i32::MAX)).collect(),
            Scale::Integer { .. } => {
                let mut seen: Vec<i32> = self.records.iter().map(|record| record.level).collect();
                seen.sort_unstable();
                seen.dedup();
                seen
            }
        }
    }

    /// What counts as whole range of levels: of numbers the scale's; as Discourse Network Analyzer has it, of those seen.
    pub(crate) fn range(&self, compat: bool) -> f64 {
        match &self.scale {
            Scale::Boolean | Scale::Category(_) => 1.0,
            Scale::Integer { min, max } if !compat => f64::from(*max) - f64::from(*min),
            Scale::Integer { .. } => {
                let levels = self.levels();
                levels
                    .first()
                    .zip(levels.last())
                    .map_or(0.0, |(low, high)| f64::from(*high) - f64::from(*low))
            }
        }
    }
}

/// Makes a [`Corpus`] of statements that come in any order.
#[derive(Debug)]
pub struct CorpusBuilder {
    rows: BTreeMap<String, (Node, u32)>,
    columns: BTreeMap<String, (Node, u32)>,
    documents: BTreeMap<String, u32>,
    scale: Scale,
    records: Vec<Record>,
}

impl CorpusBuilder {
    /// A table without statements yet.
    #[must_use]
    pub fn new(scale: Scale) -> Self {
        Self {
            rows: BTreeMap::new(),
            columns: BTreeMap::new(),
            documents: BTreeMap::new(),
            scale,
            records: Vec::new(),
        }
    }

    /// Adds a statement. An empty name of row or column is no node: the statement is left out, and the answer is `false`.
    /// `origin` is for the caller's use.
    pub fn add(
        &mut self,
        row: &Node,
        column: &Node,
        level: i32,
        time: Option<i64>,
        document: &str,
        origin: u32,
    ) -> bool {
        if row.key.is_empty() || column.key.is_empty() {
            return false;
        }
        let row = index(&mut self.rows, row);
        let column = index(&mut self.columns, column);
        let next = self.documents.len() as u32;
        let document = match self.documents.get(document) {
            Some(known) => *known,
            None => *self.documents.entry(document.to_owned()).or_insert(next),
        };
        self.records.push(Record { row, column, level, time, document, origin });
        true
    }

    /// The table: nodes by label, statements by time.
    #[must_use]
    pub fn finish(self) -> Corpus {
        let (rows, row_at) = sorted(self.rows);
        let (columns, column_at) = sorted(self.columns);
        let mut document_at = vec![0u32; self.documents.len()];
        for (new, old) in self.documents.values().enumerate() {
            document_at[*old as usize] = new as u32;
        }
        let mut records = self.records;
        let mut scale = self.scale;
        for record in &mut records {
            record.row = row_at[record.row as usize];
            record.column = column_at[record.column as usize];
            record.document = document_at[record.document as usize];
            if let Scale::Integer { min, max } = &mut scale {
                // A level outside the scale shows that the scale is wider than was thought.
                *min = (*min).min(record.level);
                *max = (*max).max(record.level);
            }
        }
        records.sort_by_key(|record| (record.time.is_none(), record.time, record.document));
        Corpus { rows, columns, documents: self.documents.into_keys().collect(), scale, records }
    }
}

fn index(nodes: &mut BTreeMap<String, (Node, u32)>, node: &Node) -> u32 {
    if let Some((_, at)) = nodes.get(&node.key) {
        return *at;
    }
    let at = nodes.len() as u32;
    nodes.insert(node.key.clone(), (node.clone(), at));
    at
}

/// Nodes by label, each label once (what shares one gets its key behind it), and where each old index went.
fn sorted(nodes: BTreeMap<String, (Node, u32)>) -> (Vec<Node>, Vec<u32>) {
    let mut all: Vec<(Node, u32)> = nodes.into_values().collect();
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    for (node, _) in &all {
        *uses.entry(node.label.clone()).or_default() += 1;
    }
    for (node, _) in &mut all {
        if uses[&node.label] > 1 {
            let tail = node.key.rsplit_once("/id/").map_or(node.key.as_str(), |(_, tail)| tail).to_owned();
            node.label = format!("{} ({tail})", node.label);
        }
    }
    // The order of Java's strings, which is that of UTF-16: other programs sort so.
    all.sort_by(|(a, _), (b, _)| {
        a.label.encode_utf16().cmp(b.label.encode_utf16()).then_with(|| a.key.cmp(&b.key))
    });
    let mut at = vec![0; all.len()];
    for (new, (_, old)) in all.iter().enumerate() {
        at[*old as usize] = new as u32;
    }
    (all.into_iter().map(|(node, _)| node).collect(), at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_go_by_label_and_statements_by_time() {
        let mut builder = CorpusBuilder::new(Scale::Boolean);
        let one = Node { key: "x/id/person/a".into(), label: "Same".into(), ..Node::default() };
        let two = Node { key: "x/id/place/a".into(), label: "Same".into(), ..Node::default() };
        let what = Node::named("fence");
        assert!(builder.add(&two, &what, 1, None, "b", 0));
        assert!(builder.add(&one, &what, 0, Some(5), "b", 1));
        assert!(builder.add(&one, &what, 0, Some(5), "a", 2));
        assert!(!builder.add(&Node::named(""), &what, 0, Some(5), "a", 3));
        let corpus = builder.finish();
        let labels: Vec<&str> = corpus.rows().iter().map(|node| node.label.as_str()).collect();
        assert_eq!(labels, ["Same (person/a)", "Same (place/a)"]);
        let order: Vec<u32> = corpus.records().iter().map(|record| record.origin).collect();
        assert_eq!(order, [2, 1, 0]);
    }

    #[test]
    fn the_most_active_stay() {
        let mut builder = CorpusBuilder::new(Scale::Boolean);
        for (at, who) in ["b", "a", "b", "c"].into_iter().enumerate() {
            builder.add(&Node::named(who), &Node::named("x"), 1, None, "d", at as u32);
        }
        let corpus = builder.finish().most_active(2);
        let left: Vec<u32> = corpus.records().iter().map(|record| record.row).collect();
        assert_eq!(left, [1, 0, 1]);
    }
}
