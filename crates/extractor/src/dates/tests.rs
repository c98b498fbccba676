use super::*;
use proptest::prelude::*;

/// The dates of `text` with their words, as read on Thursday, 17 November 2011.
fn read(text: &str) -> Vec<(String, String)> {
    let index = TextIndex::new(text);
    find_dates(text, "2011-11-17".parse().ok())
        .into_iter()
        .map(|found| (index.slice(found.span).to_owned(), found.date.to_string()))
        .collect()
}

fn assert_read(text: &str, expected: &[(&str, &str)]) {
    let expected: Vec<(String, String)> =
        expected.iter().map(|(words, date)| ((*words).to_owned(), (*date).to_owned())).collect();
    assert_eq!(read(text), expected, "{text}");
}

#[test]
fn dates_with_their_year() {
    assert_read("Signed on Nov. 17, 2011, at noon.", &[("Nov. 17, 2011", "2011-11-17")]);
    assert_read("It opened 17 November 2011.", &[("17 November 2011", "2011-11-17")]);
    assert_read("the 3rd of May, 2010", &[("3rd of May, 2010", "2010-05-03")]);
    assert_read("A memo of June 2011 says so.", &[("June 2011", "2011-06")]);
    assert_read("passed in 2009 (and again)", &[("2009", "2009")]);
    assert_read("Lee and Rao (2009) say", &[("2009", "2009")]);
    assert_read("dated 2011-11-17T10:00Z.", &[("2011-11-17T10", "2011-11-17")]);
    assert_read("filed 11/17/2011", &[("11/17/2011", "2011-11-17")]);
    assert_read("filed 5/6/2011", &[("5/6/2011", "2011")]);
    assert_read("a strike on June 9-11, 2010", &[("June 9-11, 2010", "2010-06-09")]);
    assert_read("on Monday, August 15, 2011", &[("Monday, August 15, 2011", "2011-08-15")]);
    assert_read("on August\n15,\n2011", &[("August\n15,\n2011", "2011-08-15")]);
}

#[test]
fn the_year_of_the_second_serves_the_first() {
    assert_read(
        "On September 29 and October 24 2010 they met",
        &[("September 29", "2010-09-29"), ("October 24 2010", "2010-10-24")],
    );
}

#[test]
fn dates_that_lean_on_the_document() {
    assert_read("since Jan. 10, when", &[("Jan. 10", "2011-01-10")]);
    assert_read("on Dec. 20 the", &[("Dec. 20", "2010-12-20")]);
    assert_read("said on Tuesday", &[("Tuesday", "2011-11-15")]);
    assert_read("said last Friday", &[("last Friday", "2011-11-11")]);
    assert_read("meets next Monday", &[("next Monday", "2011-11-21")]);
    assert_read("said yesterday that", &[("yesterday", "2011-11-16")]);
    assert_read("Earlier this month it", &[("Earlier this month", "2011-11")]);
    assert_read("launched last year", &[("last year", "2010")]);
    assert_read("two years ago", &[("two years ago", "2009")]);
    assert_read("In March it", &[("March", "2011-03")]);
    assert_read("by mid-December", &[("December", "2010-12")]);
}

#[test]
fn without_a_document_date_they_are_left_alone() {
    let text = "On Jan. 10, last Friday, yesterday, in March, two years ago";
    assert_eq!(find_dates(text, None), []);
}

#[test]
fn what_is_no_date() {
    for text in [
        "the late 1990s",
        "march 5 miles",
        "It may 5 times",
        "$2011 in 2,009 parts",
        "of 2000 members",
        "Section 2011 of the act",
        "Black Friday",
        "the Sunday Times",
        "today’s workers",
        "Feb. 30",
        "May said no",
        "April 5.5",
        "10 percent",
    ] {
        assert_read(text, &[]);
    }
}

#[test]
fn spans_count_code_points() {
    let found = find_dates("“Été” – Nov. 17, 2011", None);
    assert_eq!((found[0].span.start, found[0].span.end), (8, 21));
}

proptest! {
    #[test]
    fn any_text_is_borne(text in "(\\PC|[0-9 ,.-]|May|Jan. |2011|last |Monday|week|\\n){0,30}", dated in any::<bool>()) {
        let today = if dated { "2011-11-17".parse().ok() } else { None };
        let length = text.chars().count();
        let mut end = 0;
        for found in find_dates(&text, today) {
            prop_assert!(found.span.start >= end && found.span.end <= length && !found.span.is_empty());
            end = found.span.end;
        }
        let _ = dateline_date(&text);
    }
}
