//! How two entities are joined.

use crate::web::Web;
use crate::{Corpus, EntityRef, Line};
use serde::Serialize;

/// How paths are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PathOptions {
    /// At most so many paths.
    pub number: usize,
    /// Follow relations only, no stances.
    pub ties_only: bool,
}

impl Default for PathOptions {
    fn default() -> Self {
        Self { number: 3, ties_only: false }
    }
}

/// One step of a path, in the order in which it is walked.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// Where it begins.
    pub from: EntityRef,
    /// Where it ends.
    pub to: EntityRef,
    /// Whether the statement is walked from its object to its subject.
    pub backwards: bool,
    /// The surest statement that joins the two.
    pub statement: Line,
    /// How many statements join the two in this way, that one among them.
    pub statements: usize,
}

/// One way from an entity to another.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Path {
    /// Its steps; empty from an entity to itself.
    pub steps: Vec<Step>,
}

/// Ways between two entities.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PathView {
    /// Where they begin.
    pub from: EntityRef,
    /// Where they end.
    pub to: EntityRef,
    /// The ways without circles, the shortest and surest first; none where nothing joins the two.
    pub paths: Vec<Path>,
}

impl Corpus {
    /// The shortest ways between the entities of these addresses along ties and stances, each step with its quote; none
    /// where one of them is unknown. The first call indexes all ties, `O(n log n)` for `n` statements; a path costs
    /// `O(l (m + n log n))` for `n` entities, `m` pairs of them that are joined, and its length `l`.
    #[must_use]
    pub fn path(&self, from: &str, to: &str, options: PathOptions) -> Option<PathView> {
        let (start, goal) = (*self.entity_at.get(from)?, *self.entity_at.get(to)?);
        let web = self.web.get_or_init(|| Web::of(self));
        let ways = web.ways(start, goal, options.number, options.ties_only);
        let walk = |strands: Vec<crate::web::Strand>| {
            let mut at = from.to_owned();
            let mut steps = Vec::new();
            for strand in strands {
                let said = self.statement_at(strand.best);
                let backwards = said.subject.id != at;
                let (here, there) =
                    if backwards { (&said.object, &said.subject) } else { (&said.subject, &said.object) };
                steps.push(Step {
                    from: EntityRef::of(here),
                    to: EntityRef::of(there),
                    backwards,
                    statement: self.line(strand.best),
                    statements: strand.statements as usize,
                });
                at.clone_from(&there.id);
            }
            Path { steps }
        };
        Some(PathView {
            from: EntityRef::of(self.entity(from)?),
            to: EntityRef::of(self.entity(to)?),
            paths: ways.into_iter().map(walk).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::PathOptions;
    use crate::sample::{corpus, of, person};

    #[test]
    fn the_shortest_and_the_others() {
        let corpus = corpus();
        let (lind, south) = (person("Éva Lind").id, of("South Dockers Union"));
        let view = corpus.path(&lind, &south, PathOptions::default()).unwrap();
        let ways: Vec<Vec<&str>> = view
            .paths
            .iter()
            .map(|path| path.steps.iter().map(|step| step.to.label.as_str()).collect())
            .collect();
        assert_eq!(ways.len(), 2);
        assert_eq!(ways[0], ["North Dockers Union", "Dockers Federation", "South Dockers Union"]);
        assert_eq!(ways[1], ["North Dockers Union", "Harbour Levy", "South Dockers Union"]);
        let last = view.paths[0].steps.last().unwrap();
        assert!(last.backwards && last.statement.quote.contains("is part of"));
        assert_eq!(view.paths[1].steps[1].statements, 2);
    }

    #[test]
    fn ties_alone_do_not_join_everybody() {
        let corpus = corpus();
        let (lind, quay) = (person("Éva Lind").id, of("Quay Company"));
        let all = corpus.path(&lind, &quay, PathOptions::default()).unwrap();
        assert!(!all.paths.is_empty());
        let ties = PathOptions { ties_only: true, ..PathOptions::default() };
        assert!(corpus.path(&lind, &quay, ties).unwrap().paths.is_empty());
        assert!(corpus.path(&lind, "nowhere", ties).is_none());
        let own = corpus.path(&lind, &lind, PathOptions::default()).unwrap();
        assert_eq!(own.paths.len(), 1);
        assert!(own.paths[0].steps.is_empty());
    }
}
