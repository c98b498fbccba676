//! What a client would like to get: the `Accept` header, as RFC 9110 reads it.

/// One entry of an `Accept` header.
#[derive(Debug, Clone, PartialEq)]
struct Wish {
    kind: String,
    sub: String,
    /// `profile="…"` and the like, without `q`.
    parameters: usize,
    /// Weight, 0 to 1.
    weight: f32,
}

impl Wish {
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(';').map(str::trim);
        let (kind, sub) = parts.next()?.split_once('/')?;
        let mut wish = Self {
            kind: kind.trim().to_ascii_lowercase(),
            sub: sub.trim().to_ascii_lowercase(),
            parameters: 0,
            weight: 1.0,
        };
        for part in parts {
            match part.split_once('=') {
                Some((name, value)) if name.trim().eq_ignore_ascii_case("q") => {
                    wish.weight = value.trim().parse::<f32>().ok().filter(|q| (0.0..=1.0).contains(q))?;
                }
                Some((name, _)) if name.trim().eq_ignore_ascii_case("charset") => {}
                _ => wish.parameters += 1,
            }
        }
        Some(wish)
    }

    /// How closely it names `media`: none where it does not; the more, the closer.
    fn closeness(&self, media: &str) -> Option<usize> {
        let (kind, sub) = media.split_once('/')?;
        match (self.kind.as_str(), self.sub.as_str()) {
            ("*", "*") => Some(0),
            (wanted, "*") if wanted == kind => Some(1),
            (wanted, other) if wanted == kind && other == sub => Some(2 + self.parameters),
            _ => None,
        }
    }
}

/// The one of `offers` (media type and what it stands for) that `accept` likes best. Among those liked as much, the first;
/// without a header, the first of all; none where all are refused. `q=0` refuses, and a closer entry counts before a wider
/// one.
pub(crate) fn choose<T: Copy>(accept: Option<&str>, offers: &[(&'static str, T)]) -> Option<T> {
    let Some(accept) = accept.filter(|header| !header.trim().is_empty()) else {
        return offers.first().map(|(_, offer)| *offer);
    };
    let wishes: Vec<Wish> = accept.split(',').filter_map(Wish::parse).collect();
    let mut best: Option<(f32, T)> = None;
    for (media, offer) in offers {
        let closest = wishes
            .iter()
            .filter_map(|wish| wish.closeness(media).map(|closeness| (closeness, wish.weight)))
            .max_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        if let Some((_, weight)) = closest
            && weight > 0.0
            && best.is_none_or(|(most, _)| weight > most)
        {
            best = Some((weight, *offer));
        }
    }
    best.map(|(_, offer)| offer)
}

/// Whether `accept` would rather have a page than data: what browsers send.
pub(crate) fn wants_page(accept: Option<&str>) -> bool {
    let offers = [("application/json", false), ("text/plain", false), ("text/html", true)];
    accept.is_some() && choose(accept, &offers) == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFERS: &[(&str, &str)] =
        &[("text/turtle", "ttl"), ("application/n-triples", "nt"), ("text/html", "html")];

    #[test]
    fn the_heaviest_wish_wins_and_the_first_offer_among_equals() {
        for (accept, wanted) in [
            (None, Some("ttl")),
            (Some(""), Some("ttl")),
            (Some("*/*"), Some("ttl")),
            (Some("application/n-triples"), Some("nt")),
            (Some("text/turtle;q=0.5, application/n-triples;q=0.8"), Some("nt")),
            (Some("text/*;q=0.4, application/*;q=0.5"), Some("nt")),
            (Some("TEXT/HTML , */*;q=0.8"), Some("html")),
            (Some("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"), Some("html")),
            (Some("text/turtle; charset=utf-8"), Some("ttl")),
        ] {
            assert_eq!(choose(accept, OFFERS), wanted, "{accept:?}");
        }
    }

    #[test]
    fn a_weight_of_nothing_refuses_and_the_closer_entry_counts() {
        assert_eq!(choose(Some("text/turtle;q=0, */*"), OFFERS), Some("nt"));
        assert_eq!(choose(Some("*/*, text/*;q=0"), OFFERS), Some("nt"));
        assert_eq!(choose(Some("text/*;q=0.9, text/turtle;q=0.1"), OFFERS), Some("html"));
        assert_eq!(choose(Some("image/png"), OFFERS), None);
        assert_eq!(choose(Some("*/*;q=0"), OFFERS), None);
    }

    #[test]
    fn nonsense_is_no_wish() {
        for accept in ["q=1", "text", ";;;", "text/turtle;q=7", "text/turtle;q=nan", "\u{0}/\u{0}"] {
            assert_eq!(choose(Some(accept), OFFERS), None, "{accept:?}");
        }
    }

    #[test]
    fn browsers_want_pages_and_programs_do_not() {
        assert!(wants_page(Some("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")));
        for accept in [None, Some("*/*"), Some("application/sparql-results+json"), Some("text/turtle")] {
            assert!(!wants_page(accept), "{accept:?}");
        }
    }
}
