//! What the program writes obeys `ontology/shapes.ttl`.
#![allow(clippy::unwrap_used, reason = "tests")]

use standpoint_rdf::{Format, Shapes, read};
use standpoint_tests::{Workplace, root, seeds};
use std::ffi::OsString;

#[test]
fn the_demo_documents_exported_obey_the_shapes() {
    let place = Workplace::new(env!("CARGO_BIN_EXE_standpoint-under-test"));
    let ingest = ["ingest", "--store", "store"].map(OsString::from);
    place.run(ingest.into_iter().chain(seeds().into_iter().map(OsString::from))).ends_with(0);
    let shapes =
        Shapes::parse(&std::fs::read_to_string(root().join("ontology/shapes.ttl")).unwrap()).unwrap();
    for extra in [&[][..], &["--annotations"]] {
        let export = ["export", "--store", "store", "--format", "nquads"];
        let run = place.run(export.iter().chain(extra));
        let (quads, errors) = read(run.ends_with(0).out.as_bytes(), Format::NQuads);
        assert!(errors.is_empty(), "{errors:?}");
        assert!(quads.len() > 500, "{} quads", quads.len());
        let violations = shapes.check(&quads);
        assert!(violations.is_empty(), "{violations:#?}");
    }
}
