//! What was said and done, by date.

use crate::{Corpus, EntityRef, Line};
use serde::Serialize;
use standpoint_model::{Kind, PartialDate};

/// One thing that was said or done at some time.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    /// When; absent where no date is told.
    pub date: Option<PartialDate>,
    /// What sort of thing.
    pub kind: Kind,
    /// The statement that tells of it.
    pub statement: Line,
    /// Addresses of further statements of one date that say the same.
    pub further: Vec<String>,
}

/// Everything dated about one entity.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Timeline {
    /// Whose or of what.
    pub of: EntityRef,
    /// The first date that is told.
    pub first: Option<PartialDate>,
    /// The last date that is told.
    pub last: Option<PartialDate>,
    /// By date, those without one last.
    pub events: Vec<Event>,
}

impl Corpus {
    /// What the entity of this address did and said, and what was done and said about it; none where no statement names
    /// it. `O(n log n)` for the `n` statements that do.
    #[must_use]
    pub fn timeline(&self, address: &str) -> Option<Timeline> {
        let entity = self.entity(address)?;
        let events = self.events(&self.uses(address)?.all());
        let dates = || events.iter().filter_map(|event| event.date);
        Some(Timeline {
            of: EntityRef::of(entity),
            first: dates().min_by_key(|date| date.earliest()),
            last: dates().max_by_key(|date| date.latest()),
            events,
        })
    }

    /// These statements by date; what is said twice of one date is one event, shown by its surest statement.
    pub(crate) fn events(&self, places: &[u32]) -> Vec<Event> {
        let mut places = places.to_vec();
        let same = |at: u32| {
            let said = self.statement_at(at);
            (self.day(at), said.date, said.predicate, &said.subject.id, &said.object.id)
        };
        let sure = |at: u32| self.statement_at(at).confidence.get();
        places.sort_by(|&a, &b| same(a).cmp(&same(b)).then(sure(b).total_cmp(&sure(a))).then(a.cmp(&b)));
        let mut events: Vec<(u32, Event)> = places
            .chunk_by(|&a, &b| same(a) == same(b))
            .filter_map(|alike| {
                let (&first, rest) = alike.split_first()?;
                let said = self.statement_at(first);
                let further = rest.iter().map(|&at| crate::slug(&self.statement_at(at).id)).collect();
                Some((
                    first,
                    Event { date: said.date, kind: said.kind(), statement: self.line(first), further },
                ))
            })
            .collect();
        // Within a date, in the order of documents and places: as one would read it.
        events.sort_by_key(|(at, event)| (self.day(*at), event.date, *at));
        events.into_iter().map(|(_, event)| event).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::{corpus, policy};

    #[test]
    fn by_date_and_the_undated_last() {
        let line = corpus().timeline(&policy("Harbour Levy").id).unwrap();
        let dates: Vec<String> =
            line.events.iter().map(|event| event.date.map_or("-".into(), |date| date.to_string())).collect();
        assert_eq!(dates, ["2020-05-01", "2020-06", "2021-01-05", "-"]);
        assert_eq!((line.first.unwrap().year(), line.last.unwrap().year()), (2020, 2021));
    }
}
