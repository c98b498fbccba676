//! Colours by what they say, on a light and on a dark page.

/// Which colours are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// Light, and in SVG dark where the reader's screen is (`prefers-color-scheme`); PNG and PDF are light.
    #[default]
    Adaptive,
    /// Dark ink on white, everywhere.
    Light,
    /// Light ink on near-black, everywhere.
    Dark,
}

/// A colour, named by its part in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Ink {
    Page,
    Text,
    Quiet,
    Support,
    Oppose,
    Assert,
    Deny,
    Question,
    Tie,
    SupportFill,
    OpposeFill,
    Frame,
    FrameLine,
    Box,
    BoxLine,
    PersonFill,
    PlaceFill,
    PlaceLine,
    TargetFill,
    TargetLine,
    Mark,
    OnMark,
    Support1,
    Support2,
    Oppose1,
    Oppose2,
    Mixed,
    GroupA,
    GroupB,
    GroupC,
    GroupD,
    GroupE,
    GroupF,
}

/// Name, colour on white, colour on dark. Blue against vermilion, of Okabe and Ito's palette and darkened until text in
/// them reads on white (4.5 : 1, WCAG AA), is told apart in every common form of colour blindness; so are green, purple
/// and ochre beside them. Where colour tells something, a dash, a head, a shape or a number tells it too.
const INKS: [(Ink, &str, &str, &str); 33] = [
    (Ink::Page, "page", "#FFFFFF", "#14171C"),
    (Ink::Text, "text", "#1B1F24", "#E8EAED"),
    (Ink::Quiet, "quiet", "#59626E", "#A7AFBA"),
    (Ink::Support, "support", "#0067A3", "#5DB5EA"),
    (Ink::Oppose, "oppose", "#BF4C00", "#F28C4E"),
    (Ink::Assert, "assert", "#00735A", "#3CC7A0"),
    (Ink::Deny, "deny", "#9C3A78", "#E891C2"),
    (Ink::Question, "question", "#7A5E00", "#DDBB55"),
    (Ink::Tie, "tie", "#6B7480", "#97A0AC"),
    (Ink::SupportFill, "support-fill", "#EAF3F9", "#15293A"),
    (Ink::OpposeFill, "oppose-fill", "#FDF0E6", "#372317"),
    (Ink::Frame, "frame", "#F3F5F7", "#1B2027"),
    (Ink::FrameLine, "frame-line", "#C5CBD3", "#3D4552"),
    (Ink::Box, "box", "#FFFFFF", "#20262E"),
    (Ink::BoxLine, "box-line", "#59626E", "#8B95A2"),
    (Ink::PersonFill, "person-fill", "#EEF2F7", "#28303B"),
    (Ink::PlaceFill, "place-fill", "#E6F4EC", "#1C382D"),
    (Ink::PlaceLine, "place-line", "#00684B", "#4DB894"),
    (Ink::TargetFill, "target-fill", "#FFF4CF", "#3D3414"),
    (Ink::TargetLine, "target-line", "#8A6E00", "#CFAE45"),
    (Ink::Mark, "mark", "#B3261E", "#F2857D"),
    (Ink::OnMark, "on-mark", "#FFFFFF", "#14171C"),
    (Ink::Support1, "support-1", "#D9E9F4", "#173247"),
    (Ink::Support2, "support-2", "#8DC0E2", "#22577C"),
    (Ink::Oppose1, "oppose-1", "#FBE2CF", "#46291A"),
    (Ink::Oppose2, "oppose-2", "#F2B184", "#87492A"),
    (Ink::Mixed, "mixed", "#E4E1EE", "#393450"),
    (Ink::GroupA, "group-a", "#0067A3", "#5DB5EA"),
    (Ink::GroupB, "group-b", "#BF4C00", "#F28C4E"),
    (Ink::GroupC, "group-c", "#00735A", "#3CC7A0"),
    (Ink::GroupD, "group-d", "#9C3A78", "#E891C2"),
    (Ink::GroupE, "group-e", "#7A5E00", "#DDBB55"),
    (Ink::GroupF, "group-f", "#59626E", "#A7AFBA"),
];

impl Ink {
    fn row(self) -> &'static (Self, &'static str, &'static str, &'static str) {
        // The table is in the order of declaration; a test holds it to that.
        &INKS[self as usize]
    }

    /// Its name in style sheets.
    pub(crate) fn name(self) -> &'static str {
        self.row().1
    }

    /// Its colour as `#RRGGBB`.
    pub(crate) fn hex(self, dark: bool) -> &'static str {
        let (_, _, light, dim) = self.row();
        if dark { dim } else { light }
    }

    /// Its colour as red, green and blue, 0 to 255.
    pub(crate) fn rgb(self, dark: bool) -> [u8; 3] {
        let hex = self.hex(dark);
        let part = |at: usize| hex.get(at..at + 2).and_then(|two| u8::from_str_radix(two, 16).ok());
        [part(1), part(3), part(5)].map(Option::unwrap_or_default)
    }

    /// The ink of a coalition, by its number; from the sixth on they share one.
    pub(crate) fn of_group(number: usize) -> Self {
        [Self::GroupA, Self::GroupB, Self::GroupC, Self::GroupD, Self::GroupE]
            .get(number)
            .copied()
            .unwrap_or(Self::GroupF)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2.2).
    fn luminance(ink: Ink, dark: bool) -> f64 {
        let linear = |byte: u8| {
            let share = f64::from(byte) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        let [r, g, b] = ink.rgb(dark).map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    fn contrast(one: Ink, other: Ink, dark: bool) -> f64 {
        let (a, b) = (luminance(one, dark), luminance(other, dark));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn the_table_is_in_order() {
        for (at, (ink, ..)) in INKS.iter().enumerate() {
            assert_eq!(*ink as usize, at);
        }
    }

    #[test]
    fn text_reads_on_what_it_stands_on() {
        use Ink::*;
        let fills = [Page, Frame, Box, PersonFill, PlaceFill, TargetFill, SupportFill, OpposeFill, Mixed];
        for dark in [false, true] {
            for fill in fills {
                for ink in [Text, Quiet] {
                    assert!(contrast(ink, fill, dark) >= 4.5, "{ink:?} on {fill:?}, dark: {dark}");
                }
            }
            for ink in [Support, Oppose, Assert, Deny, Question, Mark] {
                assert!(contrast(ink, Page, dark) >= 4.5, "{ink:?}, dark: {dark}");
            }
            for (ink, fill) in [
                (OnMark, Mark),
                (OnMark, Support),
                (OnMark, Oppose),
                (Text, Support1),
                (Text, Support2),
                (Text, Oppose1),
                (Text, Oppose2),
            ] {
                assert!(contrast(ink, fill, dark) >= 4.5, "{ink:?} on {fill:?}, dark: {dark}");
            }
        }
    }
}
