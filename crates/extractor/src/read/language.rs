//! Whether a text is in English, the one language that is understood.
//!
//! To read an article in another language as English makes nonsense statements; to leave out an English one loses true
//! ones. So the verdict is for English wherever there is doubt: where the text is short, or is names and figures, or has
//! a fair share of English function words, whatever trigrams say (`whatlang`, after Cavnar and Trenkle 1994).

use whatlang::Lang;

/// So many bytes are looked at, at each of three places.
const SLICE: usize = 4_000;
/// Letters of running words that it takes to tell languages of one script apart.
const ENOUGH: usize = 120;
/// Letters of another script that it takes.
const ENOUGH_SCRIPT: usize = 40;
/// English prose has these words at 15 to 30 in a hundred; other languages, at a few by chance or in quotations.
const FUNCTION_WORDS: [&str; 32] = [
    "the", "and", "of", "that", "with", "this", "these", "which", "have", "has", "had", "from", "by", "are",
    "were", "been", "their", "they", "would", "could", "should", "said", "not", "but", "who", "will", "its",
    "his", "her", "our", "your", "than",
];
/// From this share of function words on, a text is English.
const ENGLISH: f64 = 0.06;

/// The English name of the language that `text` is in, where that is surely not English.
///
/// Looks at no more than a few thousand characters, however long the text.
pub(super) fn other(text: &str) -> Option<&'static str> {
    let sample = sample(text);
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    let latin = sample.chars().filter(|c| c.is_alphabetic() && is_latin(*c)).count();
    if letters - latin >= ENOUGH_SCRIPT && latin * 2 < letters {
        return Some(
            whatlang::detect_lang(&sample)
                .filter(|lang| *lang != Lang::Eng)
                .map_or("another script", Lang::eng_name),
        );
    }
    let words = running_words(&sample);
    let prose = words.join(" ");
    if prose.len() - words.len().min(prose.len()) < ENOUGH {
        return None;
    }
    let english = words.iter().filter(|word| FUNCTION_WORDS.contains(&word.as_str())).count();
    let share = english as f64 / words.len() as f64;
    if share >= ENGLISH {
        return None;
    }
    let told = whatlang::detect(&prose)?;
    (told.lang() != Lang::Eng && told.is_reliable()).then(|| told.lang().eng_name())
}

/// The beginning, the middle and the end: a foreign motto over an English article decides nothing.
fn sample(text: &str) -> String {
    if text.len() <= 3 * SLICE {
        return text.to_owned();
    }
    let slice = |from: usize| {
        let from = text.floor_char_boundary(from);
        &text[from..text.floor_char_boundary(from + SLICE)]
    };
    [0, (text.len() - SLICE) / 2, text.len() - SLICE].map(slice).join(" ")
}

/// Words without capitals, marks and figures: what is left is hardly names. Where nearly all is in capitals, all words.
fn running_words(text: &str) -> Vec<String> {
    let words = || {
        text.split_whitespace()
            .map(|word| word.trim_matches(|c: char| !c.is_alphabetic()))
            .filter(|word| !word.is_empty())
    };
    let plain = |word: &&str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-'));
    let shouted = |word: &&str| !word.chars().any(char::is_lowercase);
    let all_capitals = words().filter(shouted).count() * 10 > words().count() * 8;
    let quiet = |word: &&str| all_capitals || !word.chars().any(char::is_uppercase);
    words().filter(plain).filter(quiet).map(str::to_lowercase).collect()
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{aa}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{ff21}'..='\u{ff5a}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const OTHERS: [(&str, &str); 5] = [
        (
            "Spanish",
            "El sindicato de estibadores rechazó el martes el nuevo reglamento del puerto y pidió al gobierno que retire \
             la medida antes del verano. La presidenta dijo que los trabajadores no fueron consultados y que la norma \
             pone en peligro los empleos de cientos de familias.",
        ),
        (
            "German",
            "Die Gewerkschaft der Hafenarbeiter hat am Dienstag die neue Hafenordnung abgelehnt und die Regierung \
             aufgefordert, sie noch vor dem Sommer zurückzunehmen. Die Vorsitzende sagte, die Arbeiter seien nicht \
             gefragt worden und die Regel gefährde die Stellen von Hunderten Familien, die seit langem im Hafen leben.",
        ),
        (
            "Russian",
            "Профсоюз докеров во вторник отверг новый портовый регламент и потребовал отозвать эту меру.",
        ),
        (
            "Mandarin",
            "码头工人工会星期二拒绝了新的港口规定，并要求政府在夏天之前撤回这项措施。工会主席说，没有人征求过工人的意见。",
        ),
        ("Arabic", "رفضت نقابة عمال الموانئ يوم الثلاثاء اللائحة الجديدة للميناء وطالبت الحكومة بسحب الإجراء."),
    ];
    const ENGLISH: &str = "The dockers rejected the new harbour rules on Tuesday and asked the government to withdraw them \
         before the summer. Nobody had consulted the workers, said the union’s president, and hundreds of families who \
         have lived by the port for generations would lose their income. ";

    #[test]
    fn other_languages_are_told_by_name() {
        for (language, text) in OTHERS {
            assert_eq!(other(text), Some(language), "{text}");
            assert_eq!(other(&text.to_uppercase()), Some(language), "{text}");
            assert_eq!(other(&text.repeat(500)), Some(language));
        }
    }

    #[test]
    fn english_in_any_dress_is_english() {
        let no_marks: String =
            ENGLISH.to_lowercase().chars().filter(|c| c.is_alphabetic() || *c == ' ').collect();
        for text in [ENGLISH.to_owned(), ENGLISH.to_uppercase(), no_marks, ENGLISH.repeat(500)] {
            assert_eq!(other(&text), None, "{text}");
        }
    }

    #[test]
    fn an_english_article_may_quote_in_another_language() {
        for (_, quotation) in OTHERS {
            assert_eq!(
                other(&format!("{ENGLISH}{ENGLISH}“{quotation}” That is what the letter says.")),
                None,
                "{quotation}"
            );
        }
    }

    #[test]
    fn names_figures_and_few_words_decide_nothing() {
        let names = "Signed: Ana María López, Juan Carlos Gutiérrez, María del Pilar Hernández, José Luis Rodríguez, \
                     Francisco Javier Sánchez, Jean-Baptiste Lefèvre, Pierre-Yves Moreau, François de Villiers, \
                     Guillaume du Pont, Klaus von der Heide, Jürgen Müller, Søren Ångström, Łukasz Wójcik. ";
        let table = "precinct\tvotes\tshare\n".to_owned() + &"1\t204\t38.5\n2\t611\t40.1\n".repeat(200);
        for text in ["", "12.5", "¡No pasarán!", "Москва", names, &names.repeat(40), &table] {
            assert_eq!(other(text), None, "{text}");
        }
    }
}
