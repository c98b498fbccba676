//! Two statements that do not go together, side by side.

use crate::{Corpus, EntityRef, Line, StatementView};
use serde::Serialize;
use standpoint_model::{ConflictType, Grounds};

/// One side of a conflict.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Side {
    /// Whose side.
    pub party: EntityRef,
    /// The statement, with everything behind it.
    pub said: StatementView,
    /// How many statements stand on this side, the one that is shown among them.
    pub backing: usize,
    /// The others, best first, and only the first few of many.
    pub further: Vec<Line>,
}

/// Two sides, what they differ about, and what ties them.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConflictView {
    /// Its short address.
    pub slug: String,
    /// Its address (IRI).
    pub address: String,
    /// In what way the two conflict.
    #[serde(rename = "type")]
    pub kind: ConflictType,
    /// How much it deserves a look, 0 to 1.
    pub score: f64,
    /// What they differ about.
    pub about: Vec<EntityRef>,
    /// The two sides.
    pub sides: [Side; 2],
    /// The statements that tie the parties, from the first to the second; empty where no tie is needed.
    pub tie: Vec<Line>,
    /// What the score is made of.
    pub grounds: Grounds,
}

impl Corpus {
    /// The conflict of this address; none where there is none. Linear in the number of conflicts and the statements of
    /// its parties.
    #[must_use]
    pub fn conflict_view(&self, address: &str) -> Option<ConflictView> {
        let conflict = &self.conflicts()[*self.conflict_at.get(address)? as usize];
        let line = |id: &String| self.statement_at.get(id).map(|&at| self.line(at));
        let side = |at: usize| {
            Some(Side {
                party: EntityRef::of(&conflict.parties[at]),
                said: self.statement_view(&conflict.statements[at].id)?,
                backing: conflict.grounds.backing[at],
                further: conflict.grounds.further[at].iter().filter_map(line).collect(),
            })
        };
        Some(ConflictView {
            slug: crate::conflict_slug(conflict),
            address: address.to_owned(),
            kind: conflict.kind,
            score: conflict.score,
            about: conflict.about.iter().map(EntityRef::of).collect(),
            sides: [side(0)?, side(1)?],
            tie: conflict.path.iter().filter_map(|tie| line(&tie.statement)).collect(),
            grounds: conflict.grounds.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::Thing;
    use crate::sample::corpus;

    #[test]
    fn both_sides_and_the_tie_between_them() {
        let corpus = corpus();
        let [line] = &corpus.conflict_lines()[..] else { panic!("{:?}", corpus.conflicts()) };
        let Some(Thing::Conflict(conflict)) = corpus.at(&line.slug) else { panic!("{}", line.slug) };
        let view = corpus.conflict_view(&conflict.address()).unwrap();
        let quotes: Vec<&str> = view.sides.iter().map(|side| side.said.statement.quote.as_str()).collect();
        assert!(quotes.iter().any(|quote| quote.contains("backs")), "{quotes:?}");
        assert!(
            quotes.iter().any(|quote| quote.contains("rejects") || quote.contains("opposes")),
            "{quotes:?}"
        );
        assert!(!view.tie.is_empty() && view.tie.iter().all(|tie| tie.object.label == "Dockers Federation"));
    }
}
