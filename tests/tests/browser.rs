//! The pages of `standpoint serve`, on the demo documents, in a Chromium: `tests/clients/chromium.py` looks at them.
//!
//! Left out, and said so, where Python, its packages or a Chromium are not there; `$STANDPOINT_SCREENSHOTS` names a folder
//! for pictures of every kind of page.
#![allow(clippy::unwrap_used, reason = "tests")]

use standpoint_tests::{Served, Workplace, client, root};

const PROGRAM: &str = env!("CARGO_BIN_EXE_standpoint-under-test");

#[test]
fn a_person_with_a_browser_can_use_every_kind_of_page() {
    let place = Workplace::new(PROGRAM);
    let seeds = root().join("seeds");
    let mut documents: Vec<String> = std::fs::read_dir(&seeds)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with('0'))
        .collect();
    documents.sort();
    let paths = documents.iter().map(|name| seeds.join(name).display().to_string());
    let arguments: Vec<String> =
        ["ingest", "--store", "press"].map(str::to_owned).into_iter().chain(paths).collect();
    place.run(&arguments).ends_with(0);
    let served = Served::start(PROGRAM, &place.path("press"), &[]);
    let mut arguments = vec![format!("http://{}", served.address)];
    if let Ok(folder) = std::env::var("STANDPOINT_SCREENSHOTS") {
        std::fs::create_dir_all(&folder).unwrap();
        arguments.push(folder);
    }
    client("chromium", arguments);
}
