//! Every rule fires where its examples say, and nowhere else; the engine does what the pattern language promises.

use super::{
    acronyms,
    book::{self, ObjectSpec, RuleBook, RuleHit},
    data,
    error::RuleError,
};
use proptest::prelude::*;
use standpoint_language::{Analysis, LanguageModel, Name, NameType, Token, segment};
use standpoint_model::{Span, TextIndex};

/// Examples that may fail with the model, in per cent.
const MAY_FAIL: usize = 25;

/// Reads "[PER Ida Marsh] spoke": the text without marks, and its names in code points.
fn unmarked(marked: &str) -> (String, Vec<(Span, NameType)>) {
    let (mut text, mut names, mut rest) = (String::new(), Vec::new(), marked);
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        let (name, after) = after.split_once(']').unwrap();
        let (kind, name) = name.split_once(' ').unwrap();
        let kind = match kind {
            "PER" => NameType::Person,
            "ORG" => NameType::Organization,
            "LOC" => NameType::Place,
            "OTHER" => NameType::Other,
            _ => panic!("{kind:?} in {marked:?}"),
        };
        let start = text.chars().count();
        text.push_str(name);
        names.push((Span::new(start, text.chars().count()), kind));
        rest = after;
    }
    text.push_str(rest);
    (text, names)
}

/// A poor man's tagger: closed classes by list, words in "-ed" and some others verbs, names proper nouns, the rest nouns.
fn upos(word: &str, named: bool) -> &'static str {
    let small = word.to_lowercase();
    match small.as_str() {
        _ if named => "PROPN",
        "a" | "an" | "the" | "this" | "that" | "those" | "these" | "any" => "DET",
        "of" | "for" | "at" | "with" | "in" | "on" | "by" | "to" | "from" | "than" => "ADP",
        "and" | "or" | "but" => "CCONJ",
        "he" | "she" | "it" | "they" | "who" | "which" | "whom" | "its" | "his" | "her" | "their" | "our" => {
            "PRON"
        }
        "is" | "was" | "were" | "are" | "has" | "have" | "had" | "will" => "AUX",
        "not" => "PART",
        "said" | "spoke" | "left" | "met" | "won" | "lost" | "told" | "works" | "leads" | "heads" => "VERB",
        _ if small.ends_with("ed") => "VERB",
        _ if small.ends_with("ly") => "ADV",
        _ if small.chars().all(|c| c.is_ascii_digit()) => "NUM",
        _ if !small.chars().any(char::is_alphanumeric) => "PUNCT",
        _ if word.chars().next().is_some_and(char::is_uppercase) => "PROPN",
        _ => "NOUN",
    }
}

fn annotated(marked: &str) -> (String, Analysis) {
    let (text, names) = unmarked(marked);
    let segmentation = segment(&text);
    let index = TextIndex::new(&text);
    let at = |from: usize| segmentation.tokens.partition_point(|token| token.end <= from);
    let names: Vec<Name> = names
        .iter()
        .map(|(chars, kind)| Name {
            span: Span::new(at(chars.start), at(chars.end - 1) + 1),
            kind: *kind,
            score: 1.0,
        })
        .collect();
    let tokens = segmentation
        .tokens
        .iter()
        .enumerate()
        .map(|(i, &span)| Token {
            upos: upos(index.slice(span), names.iter().any(|name| name.span.holds(i))),
            head: None,
            deprel: "root",
            mention: None,
        })
        .collect();
    let analysis = Analysis { segmentation, tokens, names, ..Analysis::default() };
    (text, analysis)
}

/// "Ida Marsh | leads | Acme | president".
fn row(hit: &RuleHit, analysis: &Analysis, index: &TextIndex, with_role: bool) -> String {
    let object = match &hit.object {
        ObjectSpec::Span(span) => analysis.text(index, *span),
        ObjectSpec::Named { name, .. } => name,
    };
    let subject = analysis.text(index, hit.subject);
    let role = hit.role.as_deref().filter(|_| with_role).map_or(String::new(), |role| format!(" | {role}"));
    format!("{subject} | {} | {object}{role}", hit.predicate)
}

/// What is wrong with the examples of all rules when texts are analysed by `analyse`.
fn complaints(analyse: &dyn Fn(&str) -> (String, Analysis)) -> Vec<String> {
    let book = RuleBook::embedded().unwrap();
    let mut out = Vec::new();
    for (file, text) in data::RULES {
        for rule in book::parse(file, text).unwrap().1 {
            if rule.yes.len() < 2 || rule.no.is_empty() {
                out.push(format!("{}: wants two examples that fit and one that does not", rule.name));
            }
            let none = rule.no.iter().map(|text| (text, Vec::new()));
            for (example, mut wanted) in rule.yes.iter().map(|(text, rows)| (text, rows.clone())).chain(none)
            {
                let (text, analysis) = analyse(example);
                let index = TextIndex::new(&text);
                let with_role = wanted.iter().any(|row| row.matches('|').count() == 3);
                let hits = book.find_with(&rule.name, &analysis, &index);
                let mut found: Vec<String> =
                    hits.iter().map(|hit| row(hit, &analysis, &index, with_role)).collect();
                found.sort();
                wanted.sort();
                if found != wanted {
                    out.push(format!("{}: {text}\n   wanted {wanted:?}\n   found  {found:?}", rule.name));
                }
            }
        }
    }
    out
}

#[test]
fn every_rule_finds_what_its_examples_say() {
    let out = complaints(&annotated);
    assert!(out.is_empty(), "{} complaints\n{}", out.len(), out.join("\n"));
}

/// The model's names and tags are not always those that the examples were written with; mostly they are.
#[test]
fn most_examples_hold_with_the_model() {
    let model = LanguageModel::embedded().unwrap();
    let out = complaints(&|marked| {
        let text = unmarked(marked).0;
        let analysis = model.analyse(&text).unwrap();
        (text, analysis)
    });
    let examples = |(file, text)| -> usize {
        book::parse(file, text).unwrap().1.iter().map(|rule| rule.yes.len() + rule.no.len()).sum()
    };
    let all: usize = data::RULES.iter().map(|(file, text)| examples((*file, *text))).sum();
    assert!(100 * out.len() <= MAY_FAIL * all, "{} of {all} fail\n{}", out.len(), out.join("\n"));
}

#[test]
fn every_data_file_is_built_in() {
    for (folder, built_in) in [("data/lexica", data::LEXICA), ("data/rules", data::RULES)] {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for entry in std::fs::read_dir(folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            assert!(
                built_in.iter().any(|(known, _)| name == *known || name == format!("{known}.txt")),
                "{name}"
            );
        }
    }
}

#[test]
fn broken_rules_are_told_with_file_rule_and_place() {
    let rule = |pattern: &str| {
        format!(
            "[[rule]]\nname = 'r'\ndescription = ''\npatterns = ['{pattern}']\npredicate = 'leads'\nprior = 0.5\nyes = []\nno = []"
        )
    };
    for (pattern, problem) in [
        ("subject:{PER", "'}' is missing"),
        ("@nowhere", "no lexicon @nowhere"),
        ("(a | b", "a bracket is not closed"),
        ("a | ", "an empty alternative"),
        ("{CAT}", "\"CAT\" is no type of name"),
        ("$gone x", "no fragment $gone"),
    ] {
        let error = RuleBook::read(&[], &[("f.toml", &rule(pattern))]).unwrap_err();
        assert!(matches!(error, RuleError::Pattern { .. }));
        let message = error.to_string();
        assert!(message.contains(problem) && message.contains("f.toml, rule \"r\""), "{message}");
    }
    let error = RuleBook::read(&[], &[("f.toml", &rule("a").replace("leads", "likes"))]).unwrap_err();
    assert!(error.to_string().contains("\"likes\" is no predicate"), "{error}");
}

#[test]
fn one_pair_is_told_once_by_the_first_rule_that_finds_it() {
    let (text, analysis) = annotated("[ORG Acme]'s executive director, [PER Sam Pike], left.");
    let index = TextIndex::new(&text);
    let hits = RuleBook::embedded().unwrap().find(&analysis, &index);
    let rows: Vec<String> = hits.iter().map(|hit| row(hit, &analysis, &index, true)).collect();
    assert_eq!(rows, ["Sam Pike | leads | Acme | executive director"]);
    assert_eq!(analysis.text(&index, hits[0].cue), "executive director");
}

#[test]
fn acronyms_need_fitting_letters() {
    let text = "The National Union of Dock Workers (NUDW) met the Basin Water Board (the “BWB”), \
                the FTB (Free Trade Board) and the Kestrel Roads Trust, or KRT, in Osterby (NY). \
                Ida Marsh (R-Utah) and the Harbor Watch (HAL) came.";
    let (index, segmentation) = (TextIndex::new(text), segment(text));
    let analysis = Analysis { segmentation, ..Analysis::default() };
    let found: Vec<(&str, &str)> = acronyms(&analysis, &index)
        .into_iter()
        .map(|(full, short)| (analysis.text(&index, full), analysis.text(&index, short)))
        .collect();
    assert_eq!(
        found,
        [
            ("National Union of Dock Workers", "NUDW"),
            ("Basin Water Board", "BWB"),
            ("Free Trade Board", "FTB"),
            ("Kestrel Roads Trust", "KRT"),
        ]
    );
}

proptest! {
    /// Any text at all, with names anywhere, gives hits within the text, the same each time.
    #[test]
    fn hits_stay_within_the_text(text in "(Sen\\. |Ohio |president of |, |Acme |\\(R-|\\)|the union |denied that |and |\\PC){0,30}", cut in 0usize..9) {
        let book = RuleBook::embedded().unwrap();
        let marked: String = text.replace(['[', ']'], " ");
        let (_, mut analysis) = annotated(&marked);
        let count = analysis.tokens.len();
        let kinds = [NameType::Person, NameType::Organization, NameType::Place, NameType::Other];
        analysis.names = (0..count).filter(|i| i % (cut + 1) == 0)
            .map(|i| Name { span: Span::new(i, i + 1), kind: kinds[i % 4], score: 1.0 }).collect();
        let index = TextIndex::new(&marked);
        let hits = book.find(&analysis, &index);
        for hit in &hits {
            prop_assert!(hit.subject.end <= count && hit.cue.end <= count && !hit.subject.is_empty());
        }
        prop_assert_eq!(hits, book.find(&analysis, &index));
    }
}
