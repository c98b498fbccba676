//! Reading "A opposes B".

use crate::lookup::Thing;
use crate::{Corpus, StatementView};
use standpoint_model::{Entity, Kind, Predicate, fold_name};
use std::collections::BTreeSet;

/// Why a text does not lead to a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EdgeError {
    /// No word of it is a predicate with something before and after it.
    NoPredicate,
    /// Nothing goes by this name.
    Unknown(String),
    /// Both are known, but nothing of the kind is told of them.
    Nothing {
        /// Label of the one.
        subject: String,
        /// What was asked for.
        predicate: Predicate,
        /// Label of the other.
        object: String,
        /// What is told of the two instead, from the one to the other.
        instead: Vec<Predicate>,
    },
}

impl Corpus {
    /// The statements behind "A opposes B", the surest first. A and B are names or addresses; the predicate goes by its
    /// own name, in any case, with or without its `s`, `holdsPost` also as `holds post`. What is claimed may be named by
    /// a part of its words or by what it speaks of. Linear in the number of names and in the statements of A.
    ///
    /// # Errors
    /// [`EdgeError`], which tells which part is not understood.
    pub fn why(&self, text: &str) -> Result<Vec<StatementView>, EdgeError> {
        let mut problem = EdgeError::NoPredicate;
        for (subject, predicate, object) in readings(text) {
            match self.read(&subject, predicate, &object) {
                Ok(found) => return Ok(found),
                // What comes nearest to an answer is told: both known, one known, none.
                Err(nearer @ EdgeError::Nothing { .. }) => problem = nearer,
                Err(unknown) if problem == EdgeError::NoPredicate => problem = unknown,
                Err(_) => {}
            }
        }
        Err(problem)
    }

    fn read(
        &self,
        subject: &str,
        predicate: Predicate,
        object: &str,
    ) -> Result<Vec<StatementView>, EdgeError> {
        let one = self.entity_called(subject).ok_or_else(|| EdgeError::Unknown(subject.to_owned()))?;
        if predicate.kind() == Kind::Claim {
            let found = self.claims_on(one, predicate, object);
            return if found.is_empty() {
                Err(nothing(one, predicate, object, Vec::new()))
            } else {
                Ok(found)
            };
        }
        let other = self.entity_called(object).ok_or_else(|| EdgeError::Unknown(object.to_owned()))?;
        let found = self.edge(&one.id, predicate, &other.id);
        if found.is_empty() {
            let said = self.uses(&one.id).into_iter().flat_map(|uses| &uses.subject);
            let told: BTreeSet<Predicate> = said
                .map(|&at| self.statement_at(at))
                .filter(|said| said.object.id == other.id)
                .map(|said| said.predicate)
                .collect();
            return Err(nothing(one, predicate, &other.label, told.into_iter().collect()));
        }
        Ok(found)
    }

    /// The likeliest entity of this name.
    fn entity_called(&self, name: &str) -> Option<&Entity> {
        self.find(name).into_iter().find_map(|thing| match thing {
            Thing::Entity(entity) => Some(entity),
            _ => None,
        })
    }

    /// The claims of one actor whose words hold `words`, or that speak of what is so called; the surest first.
    fn claims_on(&self, actor: &Entity, predicate: Predicate, words: &str) -> Vec<StatementView> {
        let folded = fold_name(words);
        let holds = |text: &str| fold_name(text).contains(&folded);
        let mut places: Vec<u32> = self
            .uses(&actor.id)
            .into_iter()
            .flat_map(|uses| uses.subject.iter().copied())
            .filter(|&at| {
                let said = self.statement_at(at);
                let about = said.object.about.iter().flat_map(Entity::names);
                said.predicate == predicate
                    && (holds(&said.object.label) || about.into_iter().any(|name| fold_name(name) == folded))
            })
            .collect();
        let sure = |at: u32| self.statement_at(at).confidence.get();
        places.sort_by(|&a, &b| sure(b).total_cmp(&sure(a)).then(a.cmp(&b)));
        places.into_iter().filter_map(|at| self.statement_view(&self.statement_at(at).id)).collect()
    }
}

fn nothing(subject: &Entity, predicate: Predicate, object: &str, instead: Vec<Predicate>) -> EdgeError {
    EdgeError::Nothing { subject: subject.label.clone(), predicate, object: object.to_owned(), instead }
}

/// Every way to cut a text at a predicate, from left to right.
fn readings(text: &str) -> Vec<(String, Predicate, String)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut found = Vec::new();
    for at in 1..words.len() {
        for length in [1, 2] {
            let (Some(middle), Some(after)) = (words.get(at..at + length), words.get(at + length..)) else {
                continue;
            };
            if let Some(predicate) = predicate(&middle.concat()).filter(|_| !after.is_empty()) {
                found.push((words[..at].join(" "), predicate, after.join(" ")));
            }
        }
    }
    found
}

/// The predicate that a word names.
fn predicate(word: &str) -> Option<Predicate> {
    let plain = |word: &str| word.replace(['-', '_'], "").to_lowercase();
    let bare = |word: &str| plain(word).trim_end_matches('s').to_owned();
    let wanted = plain(word);
    Predicate::ALL
        .iter()
        .copied()
        .find(|known| plain(known.as_str()) == wanted || bare(known.as_str()) == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::corpus;

    #[test]
    fn an_edge_is_read_as_people_write_it() {
        let corpus = corpus();
        for text in
            ["North Dockers Union opposes Harbour Levy", "the north dockers union oppose the Harbour Levy"]
        {
            assert_eq!(corpus.why(text).unwrap().len(), 2, "{text}");
        }
        let leads = corpus.why("eva lind leads organization/north-dockers-union").unwrap();
        assert_eq!(leads[0].cue_words.as_deref(), Some("leads"));
    }

    #[test]
    fn what_is_not_understood_is_told() {
        let corpus = corpus();
        assert_eq!(corpus.why("North Dockers Union"), Err(EdgeError::NoPredicate));
        assert_eq!(corpus.why("opposes"), Err(EdgeError::NoPredicate));
        assert_eq!(
            corpus.why("Quay Company opposes the Harber Levy"),
            Err(EdgeError::Unknown("the Harber Levy".to_owned()))
        );
        let Err(EdgeError::Nothing { instead, .. }) = corpus.why("Quay Company opposes Harbour Levy") else {
            panic!("it supports it");
        };
        assert_eq!(instead, [Predicate::Supports]);
    }

    #[test]
    fn predicates_go_by_their_names() {
        for known in Predicate::ALL {
            assert_eq!(predicate(known.as_str()), Some(*known));
        }
        assert_eq!(predicate("holdspost"), Some(Predicate::HoldsPost));
        assert_eq!(predicate("Part-Of"), Some(Predicate::PartOf));
        assert_eq!(predicate("likes"), None);
    }
}
