//! Discourse Network Analyzer counts positions as Java does, in UTF-16 units; we count code points.

/// Code points before UTF-16 position `at`; none beyond the end. A position inside a pair counts as before it.
pub(crate) fn from_utf16(text: &str, at: i64) -> Option<usize> {
    let at = usize::try_from(at).ok()?;
    let (mut units, mut points) = (0, 0);
    for c in text.chars() {
        if units + c.len_utf16() > at {
            return Some(points);
        }
        units += c.len_utf16();
        points += 1;
    }
    (units == at).then_some(points)
}

/// UTF-16 units before code point `at`.
pub(crate) fn to_utf16(text: &str, at: usize) -> i64 {
    text.chars().take(at).map(char::len_utf16).sum::<usize>() as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn there_and_back(text in "\\PC{0,20}", at in 0usize..25) {
            let points = text.chars().count();
            if at <= points {
                prop_assert_eq!(from_utf16(&text, to_utf16(&text, at)), Some(at));
            }
        }
    }

    #[test]
    fn pairs_count_two() {
        assert_eq!(to_utf16("😀😀 abc", 3), 5);
        assert_eq!(from_utf16("😀😀 abc", 5), Some(3));
        assert_eq!(from_utf16("abc", 4), None);
        assert_eq!(from_utf16("abc", -1), None);
    }
}
