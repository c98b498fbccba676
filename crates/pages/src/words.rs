//! What things are called on pages.

use standpoint_explore::DocumentRef;
use standpoint_model::{Act, Confidence, ConflictType, EntityType, PartialDate, Predicate};

/// How a statement is told apart: a class for the style sheet, and a sign beside its colour.
pub(crate) fn tone(predicate: Predicate) -> (&'static str, &'static str) {
    match predicate {
        Predicate::Supports => ("for", "+"),
        Predicate::Opposes => ("against", "−"),
        Predicate::Asserts => ("assert", "="),
        Predicate::Denies => ("deny", "≠"),
        Predicate::Questions => ("question", "?"),
        _ => ("tie", "→"),
    }
}

pub(crate) fn does(predicate: Predicate) -> &'static str {
    match predicate {
        Predicate::Leads => "leads",
        Predicate::HoldsPost => "holds a post at",
        Predicate::MemberOf => "is a member of",
        Predicate::AffiliatedWith => "is affiliated with",
        Predicate::PartOf => "is part of",
        Predicate::Administers => "runs",
        Predicate::Supports => "supports",
        Predicate::Opposes => "opposes",
        Predicate::Asserts => "says",
        Predicate::Denies => "denies",
        Predicate::Questions => "questions",
    }
}

pub(crate) fn act(act: Act) -> &'static str {
    match act {
        Act::Statement => "in a statement",
        Act::Demand => "as a demand",
        Act::Action => "by action",
        Act::Legal => "in court or by a filing",
        Act::Vote => "by vote",
        Act::Endorsement => "by endorsement",
        Act::Protest => "in protest",
        Act::Letter => "by letter",
        Act::Attributed => "as others tell it",
    }
}

pub(crate) fn kind(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Person => "Person",
        EntityType::Organization => "Organization",
        EntityType::Place => "Place",
        EntityType::Policy => "Policy",
        EntityType::Document => "Document",
        EntityType::Event => "Event",
        EntityType::Topic => "Topic",
        EntityType::Proposition => "Claim",
    }
}

pub(crate) fn conflict(kind: ConflictType) -> &'static str {
    match kind {
        ConflictType::AffiliateDivergence => "Affiliate divergence",
        ConflictType::LeaderDivergence => "Leader divergence",
        ConflictType::CoalitionSplit => "Coalition split",
        ConflictType::Reversal => "Reversal",
        ConflictType::ContestedClaim => "Contested claim",
        ConflictType::ContradictoryClaims => "Contradictory claims",
    }
}

pub(crate) fn conflict_told(kind: ConflictType) -> &'static str {
    match kind {
        ConflictType::AffiliateDivergence => {
            "An organization and one that it belongs to take opposite stances on one target."
        }
        ConflictType::LeaderDivergence => {
            "A person and an organization that they lead, work for or belong to take opposite stances."
        }
        ConflictType::CoalitionSplit => "Two members of one body take opposite stances.",
        ConflictType::Reversal => "One holder’s stance or claim on one target changes over time.",
        ConflictType::ContestedClaim => "One asserts what another, or the same, denies.",
        ConflictType::ContradictoryClaims => "Two claims about one target cannot both hold.",
    }
}

/// The headline, else the last part of the name: where a file lies is told beside its text only.
pub(crate) fn document(document: &DocumentRef) -> &str {
    let last = document.id.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or(&document.id);
    document.title.as_deref().unwrap_or(last)
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `5 May 2020`, `May 2020` or `2020`.
pub(crate) fn date(date: PartialDate) -> String {
    let month = date.month().and_then(|month| MONTHS.get(usize::from(month).checked_sub(1)?));
    match (date.day(), month) {
        (Some(day), Some(month)) => format!("{day} {month} {}", date.year()),
        (None, Some(month)) => format!("{month} {}", date.year()),
        _ => date.year().to_string(),
    }
}

/// In hundredths, never quite all or nothing unless it is.
pub(crate) fn percent(confidence: Confidence) -> String {
    let value = confidence.get();
    let hundredths = (value * 100.0).round();
    let shown = if value < 1.0 { hundredths.min(99.0) } else { 100.0 };
    format!("{}\u{202f}%", if value > 0.0 { shown.max(1.0) } else { 0.0 })
}

/// `1 document`, `2 documents`, `12,345 documents`.
pub(crate) fn counted(number: usize, one: &str) -> String {
    let many = match one.strip_suffix('y') {
        Some(stem) if number != 1 && !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if number == 1 => one.to_owned(),
        _ => format!("{one}s"),
    };
    format!("{} {many}", grouped(number))
}

/// Digits in groups of three.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_read_well() {
        assert_eq!(counted(1, "document"), "1 document");
        assert_eq!(counted(1_234_567, "entity"), "1,234,567 entities");
        assert_eq!(counted(0, "day"), "0 days");
        let told: Vec<String> =
            ["2020-05-05", "2020-12", "2020"].iter().map(|text| date(text.parse().unwrap())).collect();
        assert_eq!(told, ["5 May 2020", "December 2020", "2020"]);
        let shown: Vec<String> =
            [0.0, 0.004, 0.5, 0.999, 1.0].iter().map(|p| percent(Confidence::new(*p).unwrap())).collect();
        assert_eq!(shown, ["0\u{202f}%", "1\u{202f}%", "50\u{202f}%", "99\u{202f}%", "100\u{202f}%"]);
    }
}
