//! A line of time, with what is for something above and what is against it below.

use crate::frame::Frame;
use crate::words;
use maud::{Markup, html};
use standpoint_explore::Event;
use standpoint_model::{Kind, PartialDate, Polarity};
use std::collections::BTreeMap;

const WIDE: f64 = 1000.0;
const HIGH: f64 = 120.0;
const MARGIN: f64 = 24.0;
/// So many marks stand one above the other.
const STACKED: usize = 4;

/// Days since the beginning of the calendar, near enough for a picture.
fn days(date: PartialDate) -> f64 {
    let (year, month, day) = date.earliest();
    f64::from(year) * 365.25 + (f64::from(month) - 1.0) * 30.44 + f64::from(day)
}

/// The picture; nothing where fewer than two dates are told. The list below it says the same in words.
pub(crate) fn strip(frame: &Frame<'_>, events: &[Event]) -> Markup {
    let dated: Vec<(f64, PartialDate, &Event)> = events
        .iter()
        .filter(|event| event.kind == Kind::Stance)
        .filter_map(|event| Some((days(event.date?), event.date?, event)))
        .collect();
    let (Some(first), Some(last)) = (dated.first(), dated.last()) else { return html! {} };
    let (from, to) = (first.0, last.0);
    if to - from < 1.0 {
        return html! {};
    }
    let at = |days: f64| MARGIN + (days - from) / (to - from) * (WIDE - 2.0 * MARGIN);
    let mut stacks: BTreeMap<(bool, i64), usize> = BTreeMap::new();
    let mut marks = Vec::new();
    for (days, date, event) in &dated {
        let above = event.statement.predicate.polarity() == Some(Polarity::Support);
        let x = at(*days);
        // Marks nearer than their own width stand one above the other.
        #[expect(clippy::cast_possible_truncation, reason = "a place in a picture a thousand wide")]
        let place = (x / 16.0).round() as i64;
        let level = stacks.entry((above, place)).or_default();
        *level += 1;
        if *level > STACKED {
            continue;
        }
        let rise = 14.0 * *level as f64;
        let y = HIGH / 2.0 + if above { -rise } else { rise };
        marks.push((place as f64 * 16.0, y, above, *date, *event));
    }
    let years = first.1.year()..=last.1.year();
    let step = (years.clone().count() / 12).max(1);
    let ticks: Vec<(f64, u16)> = years
        .step_by(step)
        .filter_map(|year| Some((days(PartialDate::new(year, None, None)?), year)))
        .filter(|(days, _)| *days >= from)
        .map(|(days, year)| (at(days), year))
        .collect();
    html! {
        figure.strip {
            svg viewBox=(format!("0 0 {WIDE} {HIGH}")) role="group" aria-label="Stances by date: for above the line, against below" {
                line.axis x1="0" x2=(WIDE) y1=(HIGH / 2.0) y2=(HIGH / 2.0) {}
                @for (x, year) in &ticks {
                    line.axis x1=(format!("{x:.1}")) x2=(format!("{x:.1}")) y1=(HIGH / 2.0 - 5.0) y2=(HIGH / 2.0 + 5.0) {}
                    text.tick x=(format!("{x:.1}")) y=(HIGH - 2.0) text-anchor="middle" { (year) }
                }
                @for (x, y, above, date, event) in &marks {
                    @let line = &event.statement;
                    a href=(frame.thing(&line.slug)) {
                        title { (words::date(*date)) ": " (line.subject.label) " " (words::does(line.predicate)) " " (line.object.label) }
                        @if *above {
                            circle.for cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r="6" {}
                        } @else {
                            rect.against x=(format!("{:.1}", x - 5.5)) y=(format!("{:.1}", y - 5.5)) width="11" height="11" {}
                        }
                    }
                }
            }
            figcaption.quiet {
                span.does.for { span.sign aria-hidden="true" { "●" } "for, above the line" } " "
                span.does.against { span.sign aria-hidden="true" { "■" } "against, below" }
            }
        }
    }
}
