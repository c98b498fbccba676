//! The rules: read from data, and applied to a text.

use super::{
    data,
    error::RuleError,
    lexicon::Lexica,
    matcher::{Match, Subject},
    pattern::{self, Slot, Step},
};
use serde::Deserialize;
use standpoint_language::Analysis;
use standpoint_model::{EntityType, Predicate, Span, TextIndex, Tokens};
use std::collections::{BTreeMap, BTreeSet};

/// What a rule found: one statement, its arguments still words of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleHit {
    /// What is said of the subject.
    pub predicate: Predicate,
    /// Who: a name, a noun phrase ("the union") or a pronoun ("its").
    pub subject: Span<Tokens>,
    /// Whom or what; of a claim, its content.
    pub object: ObjectSpec,
    /// The post's title, of `leads` and `holdsPost`.
    pub role: Option<String>,
    /// The words that say so.
    pub cue: Span<Tokens>,
    /// Name of the rule.
    pub rule: String,
    /// Probability that a hit of this rule is right, measured on annotated articles.
    pub prior: f64,
}

/// The object of a [`RuleHit`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ObjectSpec {
    /// Words of the text.
    Span(Span<Tokens>),
    /// What the text means without naming it in full: "Sen." means the Senate, "R" the party.
    Named {
        /// Its name.
        name: String,
        /// What sort of thing it is.
        kind: EntityType,
        /// Other names that it goes by.
        aliases: Vec<String>,
        /// The words that mean it, where the pattern marks them.
        at: Option<Span<Tokens>>,
    },
}

/// A rule as its file gives it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleData {
    pub(super) name: String,
    /// What it is for; kept for readers of the file.
    #[serde(rename = "description")]
    _description: String,
    patterns: Vec<String>,
    predicate: String,
    object: Option<ObjectData>,
    role: Option<String>,
    prior: f64,
    /// Texts in which it fires, and exactly what it must find there; read by the tests.
    #[cfg_attr(not(test), expect(dead_code, reason = "examples run as tests"))]
    pub(super) yes: Vec<(String, Vec<String>)>,
    /// Texts in which it must not fire.
    #[cfg_attr(not(test), expect(dead_code, reason = "examples run as tests"))]
    pub(super) no: Vec<String>,
}

/// An object that is not simply what was captured.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct ObjectData {
    /// Its name, always the same.
    name: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    /// Or: the lexicon that says what the captured words stand for (name, then aliases, parted by `|`).
    lookup: Option<String>,
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileData {
    #[serde(default)]
    fragments: BTreeMap<String, String>,
    rule: Vec<RuleData>,
}

#[derive(Debug)]
enum Object {
    Captured,
    Named(String, EntityType, Vec<String>),
    Lookup(usize, EntityType),
}

#[derive(Debug)]
struct Rule {
    name: String,
    programs: Vec<Vec<Step>>,
    predicate: Predicate,
    object: Object,
    role: Option<String>,
    prior: f64,
}

/// All rules and lexica, ready to be applied.
#[derive(Debug)]
pub struct RuleBook {
    rules: Vec<Rule>,
    lexica: Lexica,
    roles: Option<usize>,
}

impl RuleBook {
    /// The rules that ship with the program.
    ///
    /// # Errors
    /// Where the data shipped is broken, which the tests of this crate rule out.
    pub fn embedded() -> Result<Self, RuleError> {
        Self::read(data::LEXICA, data::RULES)
    }

    /// Rules from the texts of lexica and rule files, each with its name.
    pub(super) fn read(
        lexicon_files: &[(&str, &str)],
        rule_files: &[(&str, &str)],
    ) -> Result<Self, RuleError> {
        let mut lexica = Lexica::default();
        for (name, file) in lexicon_files {
            lexica.add(name, file);
        }
        let mut rules = Vec::new();
        for (file, text) in rule_files {
            let (fragments, rows) = parse(file, text)?;
            for row in rows {
                rules.push(Rule::new(file, row, &fragments, &lexica)?);
            }
        }
        let roles = lexica.number("role_title");
        Ok(Self { rules, lexica, roles })
    }

    /// Each rule's name and the probability that a hit of it is right.
    pub fn priors(&self) -> impl Iterator<Item = (&str, f64)> {
        self.rules.iter().map(|rule| (rule.name.as_str(), rule.prior))
    }

    /// What the rules find, in text order; the same pair is found once at one place, by the first rule that finds it.
    ///
    /// Time grows linearly with the text.
    #[must_use]
    pub fn find(&self, analysis: &Analysis, index: &TextIndex) -> Vec<RuleHit> {
        let text = Subject::new(analysis, index, &self.lexica);
        let mut hits: Vec<(usize, RuleHit)> = Vec::new();
        for (order, rule) in self.rules.iter().enumerate() {
            hits.extend(self.hits(rule, &text, index, analysis).into_iter().map(|hit| (order, hit)));
        }
        hits.sort_by_key(|(order, hit)| (hit.subject.start, hit.subject.end, *order, hit.cue.start));
        let mut seen = BTreeSet::new();
        hits.retain(|(_, hit)| {
            // A post is told once: "president" and "executive vice president" do not both hold.
            let sort = match hit.predicate {
                Predicate::Leads | Predicate::HoldsPost => Predicate::Leads,
                Predicate::AffiliatedWith | Predicate::PartOf => Predicate::PartOf,
                other => other,
            };
            seen.insert((hit.subject, sort, hit.object.clone()))
        });
        hits.into_iter().map(|(_, hit)| hit).collect()
    }

    /// What the rule `name` alone finds.
    #[cfg(test)]
    pub(super) fn find_with(&self, name: &str, analysis: &Analysis, index: &TextIndex) -> Vec<RuleHit> {
        let text = Subject::new(analysis, index, &self.lexica);
        let rules = self.rules.iter().filter(|rule| rule.name == name);
        rules.flat_map(|rule| self.hits(rule, &text, index, analysis)).collect()
    }

    fn hits(&self, rule: &Rule, text: &Subject, index: &TextIndex, analysis: &Analysis) -> Vec<RuleHit> {
        let mut out: Vec<RuleHit> = Vec::new();
        for found in rule.programs.iter().flat_map(|program| text.matches(program)) {
            let objects: Vec<ObjectSpec> = match &rule.object {
                Object::Captured => {
                    found.all(Slot::Object).map(|span| ObjectSpec::Span(text.trimmed(span))).collect()
                }
                Object::Named(name, kind, aliases) => vec![ObjectSpec::Named {
                    name: name.clone(),
                    kind: *kind,
                    aliases: aliases.clone(),
                    at: found.all(Slot::Object).next(),
                }],
                Object::Lookup(class, kind) => found
                    .all(Slot::Object)
                    .filter_map(|span| self.looked_up(*class, *kind, span, text))
                    .collect(),
            };
            let roles: Vec<Span<Tokens>> = found.all(Slot::Role).collect();
            let role = rule
                .role
                .clone()
                .or_else(|| roles.first().map(|span| self.role(*span, text, index, analysis)));
            let cue = cue(&found, &roles, &objects, &rule.object);
            for subject in found.all(Slot::Subject).map(|span| text.trimmed(span)) {
                for object in &objects {
                    let itself = matches!(object, ObjectSpec::Span(span) if span.overlaps(&subject));
                    let known = out.iter().any(|hit| hit.subject == subject && hit.object == *object);
                    if !itself && !known {
                        out.push(RuleHit {
                            predicate: rule.predicate,
                            subject,
                            object: object.clone(),
                            role: role.clone(),
                            cue,
                            rule: rule.name.clone(),
                            prior: rule.prior,
                        });
                    }
                }
            }
        }
        out
    }

    fn looked_up(
        &self,
        class: usize,
        kind: EntityType,
        at: Span<Tokens>,
        text: &Subject,
    ) -> Option<ObjectSpec> {
        let value = self.lexica.value(class, &text.words.all_folded()[at.range()])?;
        let mut names = value.split('|').map(|name| name.trim().to_owned());
        Some(ObjectSpec::Named { name: names.next()?, kind, aliases: names.collect(), at: Some(at) })
    }

    /// The title in full ("Gov." is "governor"), else as the text has it.
    fn role(&self, at: Span<Tokens>, text: &Subject, index: &TextIndex, analysis: &Analysis) -> String {
        let full =
            self.roles.and_then(|class| self.lexica.value(class, &text.words.all_folded()[at.range()]));
        full.map_or_else(
            || analysis.text(index, at).split_whitespace().collect::<Vec<_>>().join(" "),
            str::to_owned,
        )
    }
}

/// The words that carry the statement: what the pattern marks, else the role, else what stands for the object.
fn cue(found: &Match, roles: &[Span<Tokens>], objects: &[ObjectSpec], how: &Object) -> Span<Tokens> {
    let meant = objects.iter().find_map(|object| match (object, how) {
        (ObjectSpec::Named { at, .. }, Object::Lookup(..) | Object::Named(..)) => *at,
        _ => None,
    });
    found.all(Slot::Cue).next().or_else(|| roles.first().copied()).or(meant).unwrap_or(found.span)
}

/// The fragments and rules of a file.
pub(super) fn parse(file: &str, text: &str) -> Result<(BTreeMap<String, String>, Vec<RuleData>), RuleError> {
    let data: FileData =
        toml::from_str(text).map_err(|source| RuleError::Syntax { file: file.to_owned(), source })?;
    Ok((data.fragments, data.rule))
}

impl Rule {
    fn new(
        file: &str,
        data: RuleData,
        fragments: &BTreeMap<String, String>,
        lexica: &Lexica,
    ) -> Result<Self, RuleError> {
        let bad =
            |problem: String| RuleError::Value { file: file.to_owned(), rule: data.name.clone(), problem };
        let predicate: Predicate = data.predicate.parse().map_err(|e| bad(format!("{e}")))?;
        if !(0.0..=1.0).contains(&data.prior) {
            return Err(bad(format!("prior {} is no probability", data.prior)));
        }
        let object = match &data.object {
            None => Object::Captured,
            Some(object) => {
                let kind: EntityType = object.kind.parse().map_err(|e| bad(format!("{e}")))?;
                match (&object.name, &object.lookup) {
                    (Some(name), None) => Object::Named(name.clone(), kind, object.aliases.clone()),
                    (None, Some(lookup)) => {
                        let class =
                            lexica.number(lookup).ok_or_else(|| bad(format!("no lexicon {lookup:?}")))?;
                        Object::Lookup(class, kind)
                    }
                    _ => return Err(bad("an object has either a name or a lookup".to_owned())),
                }
            }
        };
        let programs = data
            .patterns
            .iter()
            .map(|text| pattern::compile(text, fragments, lexica))
            .collect::<Result<_, _>>();
        let programs = programs.map_err(|source| RuleError::Pattern {
            file: file.to_owned(),
            rule: data.name.clone(),
            source,
        })?;
        Ok(Self { name: data.name, programs, predicate, object, role: data.role, prior: data.prior })
    }
}
