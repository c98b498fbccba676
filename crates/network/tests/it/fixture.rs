//! Forty coded statements of seven actors on six concepts, reduced to numbers: the codings of the sample database of
//! Discourse Network Analyzer, whose output on it is known cell by cell.

use standpoint_network::{Corpus, CorpusBuilder, Node, Scale};

/// One actor a document: number of the actor, day of the document, and the signed numbers of its concepts (negative:
/// disagrees), in the order of coding.
const CODED: &[(usize, &str, &[i32])] = &[
    (2, "2005-01-26", &[-1, -1, -5, 5]),
    (5, "2005-02-02", &[-1, 6, -1, -5, 6]),
    (3, "2005-02-02", &[6, 6, 6, 6, 6, 6, -1, 6, 6, 6, 6]),
    (1, "2005-02-10", &[5, 6, 3, 5]),
    (6, "2005-02-16", &[4, 5, 1, 3, 6, 1]),
    (7, "2005-02-16", &[4, 4, 1, 3, 5, 2]),
    (4, "2005-02-16", &[-1, -6, -6, -1]),
];

/// Seconds since 1970 of a day.
pub(crate) fn day(text: &str) -> i64 {
    let date: jiff::civil::Date = text.parse().unwrap();
    date.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp().as_second()
}

/// The table; actors `A1` to `A7`, concepts `C1` to `C6`.
pub(crate) fn corpus() -> Corpus {
    let mut builder = CorpusBuilder::new(Scale::Boolean);
    let mut origin = 0;
    for (document, (actor, date, concepts)) in CODED.iter().enumerate() {
        for concept in *concepts {
            let (row, column) =
                (Node::named(format!("A{actor}")), Node::named(format!("C{}", concept.abs())));
            let level = i32::from(*concept > 0);
            builder.add(&row, &column, level, Some(day(date)), &document.to_string(), origin);
            origin += 1;
        }
    }
    builder.finish()
}
