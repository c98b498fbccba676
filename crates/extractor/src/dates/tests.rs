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
    assert_read("on Dec. 10 the", &[("Dec. 10", "2011-12-10")]);
    assert_read("on Dec. 20 the", &[("Dec. 20", "2010-12-20")]);
    assert_read("It began on Dec. 10.", &[("Dec. 10", "2010-12-10")]);
    assert_read("on Feb. 20 the", &[("Feb. 20", "2011-02-20")]);
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
fn words_of_distance() {
    for (text, words, date) in [
        ("voted last spring to", "last spring", "2011"),
        ("since last winter the", "last winter", "2011"),
        ("opens next fall in", "next fall", "2012"),
        ("met this summer to", "this summer", "2011"),
        ("Earlier this month it", "Earlier this month", "2011-11"),
        ("earlier in the week it", "earlier in the week", "2011-11"),
        ("late last year it", "late last year", "2010"),
        ("the day before yesterday, it", "the day before yesterday", "2011-11-15"),
        ("a decade ago it", "a decade ago", "2001"),
        ("a couple of years ago it", "a couple of years ago", "2009"),
        ("18 months ago it", "18 months ago", "2010-05"),
        ("a fortnight ago it", "a fortnight ago", "2011-11"),
        ("eleven years ago it", "eleven years ago", "2000"),
        ("said last Thursday that", "last Thursday", "2011-11-10"),
        ("votes this Friday on", "this Friday", "2011-11-18"),
        ("said last November that", "November", "2010-11"),
        ("begins next March, it", "March", "2012-03"),
        ("at the end of March it", "March", "2011-03"),
        ("in spring 2010 it", "2010", "2010"),
        ("in fiscal 2010 it", "2010", "2010"),
    ] {
        assert_read(text, &[(words, date)]);
    }
}

#[test]
fn what_is_to_come_lies_ahead() {
    assert_read("The board will meet on Tuesday.", &[("Tuesday", "2011-11-22")]);
    assert_read("The vote is scheduled for Jan. 10.", &[("Jan. 10", "2012-01-10")]);
    assert_read("It is due to end in December.", &[("December", "2011-12")]);
    // The saying is past, whatever is said.
    assert_read("The board will meet, Lee said on Tuesday.", &[("Tuesday", "2011-11-15")]);
    assert_read("It will. On Tuesday it rained.", &[("Tuesday", "2011-11-15")]);
}

#[test]
fn dates_that_lean_on_the_date_before() {
    for (text, dates) in [
        ("passed in 2006. Two years earlier it", &[("2006", "2006"), ("Two years earlier", "2004")][..]),
        (
            "On March 3, 2010 it met. Three days later, it",
            &[("March 3, 2010", "2010-03-03"), ("Three days later", "2010-03-06")],
        ),
        (
            "In May 2009 it met. The following year it",
            &[("May 2009", "2009-05"), ("The following year", "2010")],
        ),
        ("In May 2009 it met. Later that month it", &[("May 2009", "2009-05"), ("that month", "2009-05")]),
        (
            "On May 5, 2009 it met. The day before, it",
            &[("May 5, 2009", "2009-05-05"), ("The day before", "2009-05-04")],
        ),
        // Before the strike, whenever that was.
        ("In 2009 it met, two years before the strike", &[("2009", "2009")]),
        // A year has no days to count from.
        ("In 2009 it met. Three days later it", &[("2009", "2009")]),
        ("Two years earlier it met.", &[]),
        ("In 2009 she said that day care is dear", &[("2009", "2009")]),
    ] {
        assert_read(text, dates);
    }
}

#[test]
fn stretches_have_a_beginning_and_an_end() {
    let parts = |text: &str| -> Vec<(String, Part)> {
        let found = find_dates(text, "2011-11-17".parse().ok());
        found.into_iter().map(|found| (found.date.to_string(), found.part)).collect()
    };
    use Part::{End, Start, Whole};
    for (text, expected) in [
        ("since 2009 it", &[("2009", Start)][..]),
        ("until March it", &[("2011-03", End)]),
        ("from 1998 to 2004 she", &[("1998", Start), ("2004", End)]),
        ("between 1998 and 2004 she", &[("1998", Start), ("2004", End)]),
        ("the mayor (1998–2004) said", &[("1998", Start), ("2004", End)]),
        ("in 1998-2004 it", &[("1998", Start), ("2004", End)]),
        ("between March and May 2010 it", &[("2010-03", Start), ("2010-05", End)]),
        ("from Monday to Wednesday it", &[("2011-11-14", Start), ("2011-11-16", End)]),
        ("in 1998 and in 2004 it", &[("1998", Whole), ("2004", Whole)]),
    ] {
        let expected: Vec<(String, Part)> =
            expected.iter().map(|(date, part)| ((*date).to_owned(), *part)).collect();
        assert_eq!(parts(text), expected, "{text}");
    }
}

#[test]
fn owners_are_told() {
    let possessive = |text: &str| find_dates(text, "2011-11-17".parse().ok())[0].possessive;
    assert!(possessive("last year’s vote") && possessive("Tuesday's vote"));
    assert!(!possessive("last year it") && !possessive("on Tuesday ’sblood"));
}

#[test]
fn times_that_no_date_expresses() {
    for text in ["in the 1990s it", "the late ’90s were", "decades ago it", "several months ago, it"] {
        let (dates, vague) = told_dates(text, "2011-11-17".parse().ok());
        assert!(dates.is_empty() && vague.len() == 1, "{text}");
    }
    assert_eq!(told_dates("in his 40s, the 911s and 50s", None).1, []);
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
    fn any_text_is_borne(text in "(\\PC|[0-9 ,.–-]|May|Jan. |2011|last |that |the |spring |two |years? |earlier|later|before|Monday|week|to |\\n){0,30}", dated in any::<bool>()) {
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
