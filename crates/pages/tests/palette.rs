//! Colours are told apart by everybody who reads: WCAG 2.2 AA, in the light and in the dark.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use standpoint_pages::assets;
use std::collections::BTreeMap;

fn css() -> &'static str {
    assets().iter().find(|asset| asset.media.starts_with("text/css")).unwrap().body
}

/// The custom properties of a block that are colours.
fn palette(block: &str) -> BTreeMap<&str, [f64; 3]> {
    let declarations = block.split(';').filter_map(|one| one.trim().split_once(':'));
    let colours = declarations.filter_map(|(name, value)| {
        let hex = value.trim().strip_prefix('#').filter(|hex| hex.len() == 6)?;
        let part = |at: usize| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap());
        Some((name.trim().rsplit([' ', '\n', '{']).next().unwrap(), [part(0), part(2), part(4)]))
    });
    colours.collect()
}

/// Relative luminance, as WCAG defines it.
fn luminance(colour: [f64; 3]) -> f64 {
    let linear = |part: f64| {
        let part = part / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let [red, green, blue] = colour.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn blocks() -> [(&'static str, BTreeMap<&'static str, [f64; 3]>); 2] {
    let mut parts = css().split(":root {").skip(1);
    let mut next = || palette(parts.next().unwrap().split('}').next().unwrap());
    [("light", next()), ("dark", next())]
}

#[test]
fn every_ink_reads_on_every_paper() {
    assert!((contrast([255.0; 3], [0.0; 3]) - 21.0).abs() < 1e-9);
    for (name, colours) in blocks() {
        let papers = ["--page", "--card", "--for-soft", "--against-soft", "--claim-soft", "--tie-soft"];
        let inks = [
            "--text",
            "--quiet",
            "--link",
            "--for",
            "--against",
            "--assert",
            "--deny",
            "--question",
            "--tie",
            "--alert",
        ];
        for paper in papers {
            for ink in inks {
                let found = contrast(colours[ink], colours[paper]);
                assert!(found >= 4.5, "{name}: {ink} on {paper} is {found:.2}");
            }
            // What is no text but must be seen: borders of fields, and what has the focus.
            for edge in ["--edge", "--focus"] {
                let found = contrast(colours[edge], colours[paper]);
                assert!(found >= 3.0, "{name}: {edge} on {paper} is {found:.2}");
            }
        }
        // Words on a button, on a lit mark, on a chosen completion.
        for ink in ["--text", "--link", "--for", "--against", "--assert", "--deny", "--question", "--tie"] {
            let found = contrast(colours["--page"], colours[ink]);
            assert!(found >= 4.5, "{name}: --page on {ink} is {found:.2}");
        }
    }
}

#[test]
fn both_palettes_have_the_same_names_and_every_name_in_use_is_set() {
    let [(_, light), (_, dark)] = blocks();
    assert_eq!(light.keys().collect::<Vec<_>>(), dark.keys().collect::<Vec<_>>());
    let elsewhere = ["--serif", "--sans", "--mono", "--tone", "--soft"];
    for used in css().split("var(").skip(1) {
        let name = used.split([')', ',']).next().unwrap();
        assert!(light.contains_key(name) || elsewhere.contains(&name), "{name} is not set");
    }
}

#[test]
fn nothing_is_fetched_from_elsewhere() {
    for asset in assets() {
        let body = asset.body.replace("http://www.w3.org/2000/svg", "");
        for bad in ["http:", "https:", "@import", "url(", "eval(", "innerHTML", "document.write"] {
            assert!(!body.contains(bad), "{} holds {bad}", asset.name);
        }
    }
}
