//! The pattern language: text to a small program over tokens.
//!
//! | written | matches |
//! | --- | --- |
//! | `word` | that word in any case, its final dot set aside; `"("` for marks that mean something here; `=R` in exactly this case |
//! | `@class` | an entry of the lexicon `class`, of one or more words |
//! | `{PER}` `{ORG\|LOC}` | a proper name of that type: `PER`, `ORG`, `LOC`, `OTHER`, or any: `NAME` |
//! | `{ORG&class}` | the same, its last word in the lexicon `class` |
//! | `<NOUN>` `<ADJ\|NOUN>` | a word of that part of speech |
//! | `[NP]` | a noun phrase, without what follows its head |
//! | `[REST]` | all up to the end of the clause |
//! | `_` | any word |
//! | `(a \| b)` `x?` `x*` `x+` `x*3` | one of several; perhaps; up to six or up to three of it, as many as possible |
//! | `subject:x` | keeps what `x` matched; likewise `object:`, `role:`, `cue:` |
//! | `!x` | here does not begin `x`, of one element; `~x` the word before is not in it |
//! | `^` `$` | beginning and end of a sentence |
//! | `$name` | a fragment defined in the same file |

use super::{error::PatternError, lexicon::Lexica, names::NameMask};
use std::collections::BTreeMap;

/// What a captured piece is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    Subject,
    Object,
    Role,
    Cue,
}

/// One test at one place of the text; those that match consume zero or more tokens.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Atom {
    /// A folded word.
    Word(String),
    /// A word in exactly this case.
    Exact(String),
    /// An entry of the lexicon of this number.
    Class(usize),
    /// A name of one of these types, its last word in the lexicon of this number.
    Name(NameMask, Option<usize>),
    PartOfSpeech(Vec<String>),
    NounPhrase,
    Rest,
    Any,
    Start,
    End,
    NotAhead(Box<Atom>),
    NotBehind(Box<Atom>),
}

/// A step of a compiled pattern.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Step {
    Test(Atom),
    /// Go on at the first; if that fails, at the second.
    Split(usize, usize),
    Jump(usize),
    Open(Slot),
    Close(Slot),
    Accept,
}

/// How often `*` and `+` repeat at most, so that every pattern has a longest match.
const MOST: usize = 6;
/// Longest program: a guard against patterns that repeat repetitions.
const LONGEST: usize = 2_000;

#[derive(Debug, Clone)]
enum Node {
    Atom(Atom),
    Sequence(Vec<Node>),
    Choice(Vec<Node>),
    Repeat(Box<Node>, usize, usize),
    Capture(Slot, Box<Node>),
}

/// Reads `pattern`, in which `$name` stands for `fragments[name]`.
pub(super) fn compile(
    pattern: &str,
    fragments: &BTreeMap<String, String>,
    lexica: &Lexica,
) -> Result<Vec<Step>, PatternError> {
    let text = expand(pattern, fragments, 0)?;
    let mut reader = Reader { letters: text.chars().collect(), at: 0, lexica };
    let node = reader.choice()?;
    if reader.at < reader.letters.len() {
        return Err(reader.fail("nothing to close here"));
    }
    let mut steps = Vec::new();
    emit(&node, &mut steps);
    steps.push(Step::Accept);
    if steps.len() > LONGEST {
        return Err(PatternError { pattern: text, at: 0, problem: format!("longer than {LONGEST} steps") });
    }
    Ok(steps)
}

/// Replaces `$name`, fragments within fragments included.
fn expand(pattern: &str, fragments: &BTreeMap<String, String>, depth: usize) -> Result<String, PatternError> {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(at) = rest.find('$') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        if end == 0 {
            out.push('$');
            continue;
        }
        let Some(fragment) = fragments.get(&rest[..end]).filter(|_| depth < 8) else {
            let problem = format!("no fragment ${}", &rest[..end]);
            return Err(PatternError { pattern: pattern.to_owned(), at, problem });
        };
        out.push_str("( ");
        out.push_str(&expand(fragment, fragments, depth + 1)?);
        out.push_str(" )");
        rest = &rest[end..];
    }
    out.push_str(rest);
    Ok(out)
}

struct Reader<'a> {
    letters: Vec<char>,
    at: usize,
    lexica: &'a Lexica,
}

impl Reader<'_> {
    fn fail(&self, problem: impl Into<String>) -> PatternError {
        PatternError { pattern: self.letters.iter().collect(), at: self.at, problem: problem.into() }
    }

    fn skip_blank(&mut self) {
        while self.letters.get(self.at).is_some_and(|c| c.is_whitespace()) {
            self.at += 1;
        }
    }

    fn peek(&mut self) -> Option<char> {
        self.skip_blank();
        self.letters.get(self.at).copied()
    }

    fn choice(&mut self) -> Result<Node, PatternError> {
        let mut choices = vec![self.sequence()?];
        while self.peek() == Some('|') {
            self.at += 1;
            choices.push(self.sequence()?);
        }
        Ok(if choices.len() == 1 { choices.remove(0) } else { Node::Choice(choices) })
    }

    fn sequence(&mut self) -> Result<Node, PatternError> {
        let mut items = Vec::new();
        while self.peek().is_some_and(|c| c != '|' && c != ')') {
            items.push(self.item()?);
        }
        if items.is_empty() {
            return Err(self.fail("an empty alternative"));
        }
        Ok(Node::Sequence(items))
    }

    fn item(&mut self) -> Result<Node, PatternError> {
        for (name, slot) in [
            ("subject:", Slot::Subject),
            ("object:", Slot::Object),
            ("role:", Slot::Role),
            ("cue:", Slot::Cue),
        ] {
            if self.letters[self.at..].starts_with(&name.chars().collect::<Vec<_>>()) {
                self.at += name.len();
                let inner = self.item()?;
                // "subject:x?" keeps x where it is there.
                return Ok(match inner {
                    Node::Repeat(node, least, most) => {
                        Node::Repeat(Box::new(Node::Capture(slot, node)), least, most)
                    }
                    node => Node::Capture(slot, Box::new(node)),
                });
            }
        }
        let node = self.element()?;
        let (least, most) = match self.letters.get(self.at) {
            Some('?') => (0, 1),
            Some('*') => (0, MOST),
            Some('+') => (1, MOST),
            _ => return Ok(node),
        };
        self.at += 1;
        let digit = self.letters.get(self.at).and_then(|c| c.to_digit(10)).filter(|_| most > 1);
        self.at += usize::from(digit.is_some());
        let most = digit.map_or(most, |digit| digit as usize);
        Ok(Node::Repeat(Box::new(node), least, most))
    }

    fn element(&mut self) -> Result<Node, PatternError> {
        if self.letters[self.at] != '(' {
            return self.atom();
        }
        self.at += 1;
        let node = self.choice()?;
        if self.peek() != Some(')') {
            return Err(self.fail("a bracket is not closed"));
        }
        self.at += 1;
        Ok(node)
    }

    fn atom(&mut self) -> Result<Node, PatternError> {
        let one = |atom| Ok(Node::Atom(atom));
        let c = self.letters[self.at];
        match c {
            '"' => {
                let text = self.until('"')?;
                Ok(words(&text))
            }
            '{' => {
                let text = self.until('}')?;
                let (types, class) =
                    text.split_once('&').map_or((text.as_str(), None), |(t, c)| (t, Some(c)));
                let class = match class.map(|name| self.lexica.number(name).ok_or(name)) {
                    Some(Err(name)) => return Err(self.fail(format!("no lexicon @{name}"))),
                    Some(Ok(number)) => Some(number),
                    None => None,
                };
                let mask = types
                    .split('|')
                    .map(NameMask::named)
                    .try_fold(NameMask::NONE, |all, one| one.map(|one| all.with(one)));
                mask.map(|mask| Node::Atom(Atom::Name(mask, class)))
                    .ok_or_else(|| self.fail(format!("{text:?} is no type of name")))
            }
            '<' => {
                let text = self.until('>')?;
                one(Atom::PartOfSpeech(text.split('|').map(str::to_owned).collect()))
            }
            '[' => match self.until(']')?.as_str() {
                "NP" => one(Atom::NounPhrase),
                "REST" => one(Atom::Rest),
                other => Err(self.fail(format!("[{other}] is neither [NP] nor [REST]"))),
            },
            '!' | '~' => {
                self.at += 1;
                if matches!(self.letters.get(self.at), Some('!' | '~' | '(') | None) {
                    return Err(self.fail("a negation takes one element"));
                }
                let Node::Atom(inner) = self.atom()? else {
                    return Err(self.fail("a negation takes one element of one word"));
                };
                let inner = Box::new(inner);
                one(if c == '!' { Atom::NotAhead(inner) } else { Atom::NotBehind(inner) })
            }
            '^' | '$' | '_' => {
                self.at += 1;
                one(match c {
                    '^' => Atom::Start,
                    '$' => Atom::End,
                    _ => Atom::Any,
                })
            }
            '@' => {
                self.at += 1;
                let name = self.word();
                let class = self.lexica.number(&name);
                class
                    .map(|class| Node::Atom(Atom::Class(class)))
                    .ok_or_else(|| self.fail(format!("no lexicon @{name}")))
            }
            '=' => {
                self.at += 1;
                one(Atom::Exact(self.word()))
            }
            _ => {
                let text = self.word();
                if text.is_empty() { Err(self.fail(format!("{c:?} stands alone"))) } else { Ok(words(&text)) }
            }
        }
    }

    /// What stands between the bracket here and `close`.
    fn until(&mut self, close: char) -> Result<String, PatternError> {
        let start = self.at + 1;
        let Some(length) = self.letters[start..].iter().position(|&c| c == close) else {
            return Err(self.fail(format!("{close:?} is missing")));
        };
        self.at = start + length + 1;
        Ok(self.letters[start..start + length].iter().collect())
    }

    /// All up to a blank or a mark of the pattern language.
    fn word(&mut self) -> String {
        let start = self.at;
        while self.letters.get(self.at).is_some_and(|c| !c.is_whitespace() && !"()|?*+{}<>[]!\"".contains(*c))
        {
            self.at += 1;
        }
        self.letters[start..self.at].iter().collect()
    }
}

/// A literal, cut into tokens as a text would be.
fn words(text: &str) -> Node {
    let mut tokens = super::lexicon::tokens(text);
    if tokens.len() == 1 {
        return Node::Atom(Atom::Word(tokens.remove(0)));
    }
    Node::Sequence(tokens.into_iter().map(|word| Node::Atom(Atom::Word(word))).collect())
}

fn emit(node: &Node, steps: &mut Vec<Step>) {
    match node {
        Node::Atom(atom) => steps.push(Step::Test(atom.clone())),
        Node::Sequence(nodes) => nodes.iter().for_each(|node| emit(node, steps)),
        Node::Capture(slot, inner) => {
            steps.push(Step::Open(*slot));
            emit(inner, steps);
            steps.push(Step::Close(*slot));
        }
        Node::Choice(nodes) => {
            let mut jumps = Vec::new();
            for (i, node) in nodes.iter().enumerate() {
                if i + 1 == nodes.len() {
                    emit(node, steps);
                } else {
                    let split = steps.len();
                    steps.push(Step::Split(split + 1, 0));
                    emit(node, steps);
                    jumps.push(steps.len());
                    steps.push(Step::Jump(0));
                    steps[split] = Step::Split(split + 1, steps.len());
                }
            }
            let end = steps.len();
            for jump in jumps {
                steps[jump] = Step::Jump(end);
            }
        }
        Node::Repeat(inner, least, most) => {
            let mut splits = Vec::new();
            for i in 0..*most {
                if i >= *least {
                    splits.push(steps.len());
                    steps.push(Step::Split(0, 0));
                }
                emit(inner, steps);
                if steps.len() > LONGEST {
                    break;
                }
            }
            let end = steps.len();
            for split in splits {
                steps[split] = Step::Split(split + 1, end);
            }
        }
    }
}
