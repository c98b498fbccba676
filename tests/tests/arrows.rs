//! Dependencies between the crates point one way only, and each heavy library is seen by one crate alone.
#![allow(clippy::unwrap_used, reason = "tests")]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// What each crate may use of the others.
const ARROWS: &[(&str, &[&str])] = &[
    ("standpoint-model", &[]),
    ("standpoint-language", &["standpoint-model"]),
    ("standpoint-extractor", &["standpoint-language", "standpoint-model"]),
    ("standpoint-rdf", &["standpoint-model"]),
    ("standpoint-store", &["standpoint-model", "standpoint-rdf"]),
    ("standpoint-graph", &["standpoint-model"]),
    ("standpoint-explore", &["standpoint-graph", "standpoint-model"]),
    ("standpoint-network", &["standpoint-model"]),
    ("standpoint-dna", &["standpoint-model"]),
    ("standpoint-pages", &["standpoint-explore", "standpoint-model"]),
    (
        "standpoint-server",
        &[
            "standpoint-explore",
            "standpoint-graph",
            "standpoint-model",
            "standpoint-pages",
            "standpoint-rdf",
            "standpoint-render",
            "standpoint-store",
        ],
    ),
    ("standpoint-render", &["standpoint-model", "standpoint-network"]),
    ("standpoint-eval", &["standpoint-extractor", "standpoint-graph", "standpoint-model"]),
];

/// Libraries that only one crate may see; two, where there are two command lines, or two kinds of graph to walk.
const OWNED: &[(&str, &[&str])] = &[
    ("rten", &["standpoint-language"]),
    ("rten-tensor", &["standpoint-language"]),
    ("oxigraph", &["standpoint-store"]),
    ("spareval", &["standpoint-store"]),
    ("spargebra", &["standpoint-store"]),
    ("oxrdf", &["standpoint-rdf"]),
    ("axum", &["standpoint-server"]),
    ("tokio", &["standpoint-server"]),
    ("petgraph", &["standpoint-explore", "standpoint-graph"]),
    ("rusqlite", &["standpoint-dna"]),
    ("graphviz-rust", &["standpoint-render"]),
    ("dagre", &["standpoint-render"]),
    ("maud", &["standpoint-pages"]),
    ("tiny-skia", &["standpoint-render"]),
    ("pdf-writer", &["standpoint-render"]),
    ("ttf-parser", &["standpoint-render"]),
    ("clap", &["standpoint", "standpoint-eval"]),
    ("rustyline", &["standpoint"]),
];

/// Of each crate of the workspace, what it needs when it is built (not what its tests need).
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(standpoint_tests::root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let built = |package: &Value| {
        let all = package["dependencies"].as_array().unwrap().iter();
        all.filter(|one| one["kind"].is_null()).map(|one| text(&one["name"])).collect()
    };
    let packages = metadata["packages"].as_array().unwrap().iter();
    packages.map(|package| (text(&package["name"]), built(package))).collect()
}

#[test]
fn crates_use_only_what_the_design_lets_them_use() {
    let crates = dependencies();
    for (name, needs) in &crates {
        let ours: Vec<&str> =
            needs.iter().map(String::as_str).filter(|need| need.starts_with("standpoint")).collect();
        match ARROWS.iter().find(|(known, _)| known == name) {
            Some((_, allowed)) => {
                for need in ours {
                    assert!(allowed.contains(&need), "{name} must not use {need}");
                }
            }
            None => assert!(
                ["standpoint", "standpoint-tests"].contains(&name.as_str()),
                "{name} is in no place of the design: add it to ARROWS"
            ),
        }
    }
    for (name, _) in ARROWS {
        assert!(crates.contains_key(*name), "{name} is gone");
    }
}

#[test]
fn each_heavy_library_is_behind_one_crate() {
    for (name, needs) in dependencies() {
        for (library, owners) in OWNED {
            assert!(
                !needs.contains(*library) || owners.contains(&name.as_str()),
                "{name} must not use {library}: {owners:?} does"
            );
        }
    }
}
