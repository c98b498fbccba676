//! Why: everything behind one statement.

use super::{conflicts, labels, sentence, told};
use crate::page::Page;
use crate::paint::Ink;
use crate::tables::one_line;
use standpoint_explore::{MarkRole, Speaker, SpeakerPart, StatementView};
use std::io;

/// Writes it.
pub(crate) fn statement(page: &mut Page<'_>, view: &StatementView) -> io::Result<()> {
    let said = &view.statement;
    page.title(&sentence(said), said.predicate.kind().as_str())?;
    page.field("address", &said.slug)?;
    page.field("sure", &format!("{}, {}", said.confidence, view.method_told))?;
    page.field("shown as", said.act.map(|act| act.to_string()).unwrap_or_default().as_str())?;
    page.field("put to", said.addressee.as_ref().map_or("", |entity| entity.label.as_str()))?;
    page.field("dated", &said.date.map(|date| date.to_string()).unwrap_or_default())?;
    page.field("published", &view.published.map(|date| date.to_string()).unwrap_or_default())?;
    page.field(
        "document",
        &format!("{}, characters {}–{}", said.document.id, view.span.start, view.span.end),
    )?;
    page.heading("Words")?;
    words(page, view)?;
    for (name, words, whole) in [
        ("holder", &view.holder_words, &said.subject.label),
        ("signal", &view.cue_words, &String::new()),
        ("target", &view.target_words, &said.object.label),
    ] {
        if let Some(words) = words {
            let stands = !whole.is_empty() && one_line(words) != one_line(whole);
            let whole = if stands { format!(" stands for {whole}") } else { String::new() };
            page.line(1, None, &format!("{name}: “{words}”{whole}"))?;
        }
    }
    if view.statement.object.kind == standpoint_model::EntityType::Proposition {
        page.faint(1, "the target of a claim is what is claimed")?;
    }
    page.heading("Who says so")?;
    let chain: Vec<String> = view.chain.iter().map(speaker).collect();
    page.line(1, None, &chain.join(" → "))?;
    if !said.via.is_empty() {
        page.faint(1, &format!("the document has it from {}", labels(&said.via)))?;
    }
    page.list("Also said", &view.corroboration, told)?;
    conflicts(page, &view.conflicts)
}

/// The words in their surroundings, the parts in colour.
fn words(page: &mut Page<'_>, view: &StatementView) -> io::Result<()> {
    let mut plain = String::new();
    for piece in &view.words {
        let role = piece.marks.iter().filter_map(|&at| view.marks.get(at)).map(|mark| mark.role).max();
        let ink = match role {
            Some(MarkRole::Holder) => Some(Ink::Holder),
            Some(MarkRole::Cue) => Some(Ink::Cue),
            Some(MarkRole::Target) => Some(Ink::Target),
            Some(MarkRole::Sentence) | None => None,
        };
        // Each word by itself, so that a line may end between two.
        let painted = piece.text.split_inclusive(char::is_whitespace).map(|word| {
            let bare = word.trim_end();
            let blank = if bare.len() < word.len() { " " } else { "" };
            let clean = bare.replace(char::is_control, "");
            format!("{}{blank}", ink.map_or_else(|| clean.clone(), |ink| page.paint.ink(ink, &clean)))
        });
        plain.extend(painted);
    }
    page.painted(1, &format!("{} {plain} {}", one_line(&view.before), one_line(&view.after)))
}

fn speaker(speaker: &Speaker) -> String {
    let part = match speaker.part {
        SpeakerPart::Publisher => "publishes",
        SpeakerPart::Author => "writes",
        SpeakerPart::Source => "tells",
        SpeakerPart::Holder => "holds or says it",
    };
    format!("{} ({part})", one_line(&speaker.name))
}
