//! The pages of `standpoint serve`, asked for over a socket: every kind, every link, questions, errors, names that mean harm.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use standpoint_tests::{Served, Workplace, seeds};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::{Read, Write};
use std::net::TcpStream;

const PROGRAM: &str = env!("CARGO_BIN_EXE_standpoint-under-test");
const HTML: &str = "text/html,application/xhtml+xml,*/*;q=0.8";

/// The store in a workplace, served.
struct Site(Served);

struct Reply {
    status: u16,
    headers: BTreeMap<String, String>,
    body: String,
}

impl Reply {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// Media type, without parameters.
    fn media(&self) -> &str {
        self.header("content-type").split(';').next().unwrap()
    }

    /// Addresses on this server that the page refers to.
    fn links(&self) -> BTreeSet<String> {
        let values = [" href=\"", " src=\"", " action=\""].into_iter().flat_map(|mark| {
            self.body.split(mark).skip(1).map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&"))
        });
        let here = values.filter(|link| link.starts_with('/') && !link.starts_with("//"));
        here.map(|link| link.split('#').next().unwrap().to_owned()).collect()
    }

    fn link(&self, beginning: &str) -> String {
        let found = self.links().into_iter().find(|link| link.starts_with(beginning) && !link.contains('.'));
        found.unwrap_or_else(|| panic!("no link to {beginning}: {:?}", self.links()))
    }
}

impl Site {
    fn start(place: &Workplace) -> Self {
        Self(Served::start(PROGRAM, &place.path("press"), &["--title", "The <Press>"]))
    }

    fn get(&self, path: &str, accept: &str) -> Reply {
        self.get_with(path, &format!("Accept: {accept}\r\n"))
    }

    fn get_with(&self, path: &str, headers: &str) -> Reply {
        let mut stream = TcpStream::connect(&self.0.address).unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers =
            lines.filter_map(|line| line.split_once(": ")).map(|(k, v)| (k.to_lowercase(), v.to_owned()));
        Reply { status, headers: headers.collect(), body: body.to_owned() }
    }

    #[track_caller]
    fn page(&self, path: &str) -> Reply {
        let reply = self.get(path, HTML);
        assert_eq!(reply.status, 200, "{path}: {}", reply.body);
        assert_eq!(reply.media(), "text/html", "{path}");
        let policy = reply.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("script-src 'self'"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        assert!(reply.body.contains("The &lt;Press&gt;"), "{path}: not one of our pages:\n{}", reply.body);
        reply
    }
}

/// Fetches `starts`, and what they refer to, up to `depth` steps and `most` pages away.
fn crawl(served: &Site, starts: &[String], depth: usize, most: usize) -> usize {
    let mut seen: BTreeSet<String> = starts.iter().cloned().collect();
    let mut open: VecDeque<(String, usize)> = starts.iter().map(|start| (start.clone(), 0)).collect();
    let mut fetched = 0;
    while let Some((path, far)) = open.pop_front().filter(|_| fetched < most) {
        let reply = served.get(&path, HTML);
        assert_eq!(reply.status, 200, "{path} is referred to: {}", reply.body);
        fetched += 1;
        if far < depth && reply.media() == "text/html" {
            for link in reply.links() {
                if seen.insert(link.clone()) {
                    open.push_back((link, far + 1));
                }
            }
        }
    }
    fetched
}

#[test]
fn the_demo_can_be_read_as_pages() {
    let place = Workplace::new(PROGRAM);
    let mut arguments = vec!["ingest".into(), "--store".into(), place.path("press").into_os_string()];
    arguments.extend(seeds().into_iter().map(Into::into));
    place.run(arguments).ends_with(0);
    let served = Site::start(&place);

    let front = served.page("/");
    assert!(front.body.contains("name=\"q\"") && front.links().contains("/conflicts"));
    let topic = served.page("/topics").link("/id/policy/");
    let actor = served.page("/actors").link("/id/organization/");
    let document = served.page("/documents").link("/id/document/");
    let conflict = served.page("/conflicts").link("/id/conflict/");
    let statement = served.page(&document).link("/id/statement/");
    let name = actor.strip_prefix("/id/").unwrap();
    for path in [
        topic.clone(),
        conflict.clone(),
        statement,
        format!("/sides/{name}"),
        format!("/graph/{name}"),
        "/graph".into(),
        "/stats".into(),
        "/about".into(),
        "/ask".into(),
    ] {
        served.page(&path);
    }

    // A picture alone brings its own style sheet, and may run nothing.
    for path in ["/graph.svg".to_owned(), format!("/graph/{name}.svg")] {
        let picture = served.get(&path, "image/svg+xml,*/*;q=0.8");
        assert_eq!((picture.status, picture.media()), (200, "image/svg+xml"), "{path}");
        assert!(
            picture.body.starts_with("<svg") && picture.body.contains(&format!("\"/id/{name}\"")),
            "{path}"
        );
        let policy = picture.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("script-src"), "{policy}");
        // Browsers put the headers of the second answer in place of those of the first.
        let again = served.get_with(&path, &format!("If-None-Match: {}\r\n", picture.header("etag")));
        assert_eq!((again.status, again.header("content-security-policy")), (304, policy), "{path}");
    }

    // One address, several forms.
    for (path, accept, media) in [
        (actor.clone(), HTML, "text/html"),
        (actor.clone(), "text/turtle", "text/turtle"),
        (actor.clone(), "application/ld+json", "application/ld+json"),
        (format!("{actor}.ttl"), HTML, "text/turtle"),
        (format!("{actor}.jsonld"), HTML, "application/ld+json"),
        (format!("{actor}.html"), "text/turtle", "text/html"),
        (conflict, "text/turtle", "text/turtle"),
        (document.clone(), "application/ld+json", "application/ld+json"),
    ] {
        let reply = served.get(&path, accept);
        assert_eq!((reply.status, reply.media()), (200, media), "{path} {accept}");
        assert!(reply.header("vary").contains("Accept"), "{path}");
        assert!(reply.header("link").contains("rel=\"alternate\""), "{path}");
    }

    // What is known is not sent again.
    let sheet = front.links().into_iter().find(|link| link.contains("/assets/pages-")).unwrap();
    for path in ["/", "/topics", sheet.as_str()] {
        let tag = served.get(path, "*/*").header("etag").to_owned();
        let again = served.get_with(path, &format!("If-None-Match: {tag}\r\n"));
        assert_eq!((again.status, again.body.as_str()), (304, ""), "{path}");
    }
    assert!(served.get(&sheet, "*/*").header("cache-control").contains("immutable"));

    // A search for one word of a name leads to the actor.
    let words = name.rsplit('/').next().unwrap().replace('-', "+");
    assert!(served.page(&format!("/search?q={words}")).links().contains(&actor), "{words}");

    let fetched = crawl(&served, &["/".into(), actor, topic, document], 2, 200);
    assert!(fetched >= 60, "{fetched}");
}

/// Rows of two stances by holders with such names.
fn import(place: &Workplace, names: [&str; 2]) {
    let row = |at: usize, name: &str, predicate: &str| {
        serde_json::json!({
            "id": format!("s-{at}"), "document": "levy.txt", "kind": "stance",
            "subject": {"id": format!("https://w3id.org/standpoint/id/organization/holder-{at}"), "label": name, "type": "Organization", "aliases": []},
            "predicate": predicate,
            "object": {"id": "https://w3id.org/standpoint/id/policy/levy", "label": "Harbor Levy", "type": "Policy", "aliases": []},
            "role": null, "act": "statement", "addressee": null, "attributedTo": [], "date": "2011-05-04",
            "confidence": 0.9, "span": {"start": 0, "end": 20}, "quote": format!("No levy, said {name}."),
        })
        .to_string()
    };
    place.write("rows.jsonl", [row(1, names[0], "opposes"), row(2, names[1], "supports")].join("\n"));
    place.run(["import", "--store", "press", "rows.jsonl"]).ends_with(0);
}

#[test]
fn questions_are_answered_on_a_page() {
    let place = Workplace::new(PROGRAM);
    import(&place, ["Dockers", "Masters"]);
    let served = Site::start(&place);

    let catalogue = served.page("/ask");
    let named: Vec<String> = catalogue.links().into_iter().filter(|link| link.starts_with("/ask/")).collect();
    assert!(named.len() > 10, "{named:?}");
    for path in named {
        served.page(&path);
    }
    assert!(!served.page("/ask/sides").body.contains("id=\"answer\""));
    let sides = served.page("/ask/sides?topic=harbor+levy");
    for words in ["Dockers", "Masters", "id=\"answer\"", "value=\"harbor levy\""] {
        assert!(sides.body.contains(words), "{words}:\n{}", sides.body);
    }
    assert!(sides.links().contains("/id/organization/holder-2"), "{}", sides.body);
    // Examples are of this store.
    let example = sides.links().into_iter().find(|link| link.starts_with("/ask/sides?")).unwrap();
    assert!(served.page(&example).body.contains("Masters"), "{example}");
    // The download asks what the page asked.
    let csv = sides.links().into_iter().find(|link| link.ends_with("format=csv")).unwrap();
    let csv = served.get(&csv, "*/*");
    assert_eq!((csv.status, csv.media()), (200, "text/csv"));
    assert!(csv.body.contains("Dockers") && csv.body.contains("Masters"), "{}", csv.body);

    let free = served.page("/ask?query=SELECT+%3Fwho+%7B+%3Fwho+sp:opposes+id:policy/levy+%7D");
    assert!(free.links().contains("/id/organization/holder-1"), "{}", free.body);
    let triples = served.page("/ask?query=CONSTRUCT+WHERE+%7B+%3Fs+sp:opposes+%3Fo+%7D");
    assert!(
        triples.body.contains("sp:opposes") && triples.body.contains("format=turtle"),
        "{}",
        triples.body
    );
    assert!(served.page("/ask?query=ASK+%7B%7D").body.contains("Yes."));
    // The endpoint for programs shows people the same page.
    assert!(served.page("/sparql?query=ASK+%7B%7D").body.contains("Yes."));

    let wrong = served.get("/ask?query=SELECT+*+%7B%0A+%3Fs+scos:x+%3Fo+%7D", HTML);
    assert_eq!(wrong.status, 400);
    for words in ["2 |  ?s scos:x ?o }\n  |     ^", "did you mean skos:x?", "data-column=\"5\""] {
        assert!(wrong.body.contains(words), "{words}:\n{}", wrong.body);
    }
    for (path, told) in [
        ("/ask/sides?topic=harbor+lavy", "did you mean Harbor Levy?"),
        ("/ask/sides?topik=harbor+levy", "did you mean topic?"),
    ] {
        let reply = served.get(path, HTML);
        assert_eq!(reply.status, 400, "{path}");
        assert!(reply.body.contains(told), "{path}:\n{}", reply.body);
    }
    assert_eq!(served.get(&format!("/ask/sides?topic={}", "x".repeat(5_000)), HTML).status, 400);
    assert_eq!(served.get("/ask/side", HTML).status, 404);
}

#[test]
fn errors_are_pages_for_people_and_text_for_programs() {
    let place = Workplace::new(PROGRAM);
    import(&place, ["Dockers", "Masters"]);
    let served = Site::start(&place);
    for path in [
        "/nowhere",
        "/topics/99",
        "/id/person/nobody",
        "/graph/person/nobody",
        "/ask/nothing",
        "/id/at/urn%3Ax",
    ] {
        let reply = served.get(path, HTML);
        assert_eq!((reply.status, reply.media()), (404, "text/html"), "{path}");
        assert!(reply.body.contains("Error 404") && reply.links().contains("/"), "{path}:\n{}", reply.body);
        assert!(reply.header("content-security-policy").contains("default-src 'none'"), "{path}");
        let plain = served.get(path, "*/*");
        assert_eq!((plain.status, plain.media()), (404, "text/plain"), "{path}");
        assert!(plain.body.starts_with("error: "), "{path}: {}", plain.body);
    }
    // A slip of the finger in an address.
    let near = served.get("/id/policy/harbor-levi", HTML);
    assert!(near.body.contains("Harbor Levy") && near.status == 404, "{}", near.body);
    let bad = served.get("/store?default&graph=x", HTML);
    assert_eq!((bad.status, bad.media()), (400, "text/html"));
    assert!(bad.body.contains("Error 400"), "{}", bad.body);
}

#[test]
fn names_that_mean_harm_stay_text() {
    let place = Workplace::new(PROGRAM);
    let evil = "</template></title><script>alert(1)</script><img src=x onerror=alert(2)> \"'& Sons";
    import(&place, [evil, "javascript:alert(3)"]);
    let served = Site::start(&place);
    let asked = "SELECT+%3Fname+%7B+%3Fx+skos:prefLabel+%3Fname+%7D";
    for path in [
        "/".to_owned(),
        "/actors".to_owned(),
        "/topics".to_owned(),
        "/documents".to_owned(),
        "/graph".to_owned(),
        "/id/organization/holder-1".to_owned(),
        "/id/organization/holder-2".to_owned(),
        "/id/policy/levy".to_owned(),
        "/graph/organization/holder-1".to_owned(),
        "/graph/policy/levy".to_owned(),
        "/search?q=%3Cscript%3Ealert(4)%3C/script%3E".to_owned(),
        "/search?q=sons".to_owned(),
        format!("/ask?query={asked}"),
        "/ask/sides?topic=harbor+levy".to_owned(),
    ] {
        let page = served.page(&path);
        for harm in
            ["<script>", "<img src=x", "</template></title>", "href=\"javascript:", "src=\"javascript:"]
        {
            assert!(!page.body.contains(harm), "{path}: {harm}\n{}", page.body);
        }
    }
    for path in ["/graph.svg", "/graph/policy/levy.svg", "/graph/organization/holder-1.svg"] {
        let picture = served.get(path, "*/*");
        assert_eq!(picture.status, 200, "{path}");
        assert!(
            !picture.body.contains("<script") && !picture.body.contains("<img"),
            "{path}:\n{}",
            picture.body
        );
        assert!(!picture.body.contains("href=\"javascript:"), "{path}");
    }
    let lost = served.get("/id/person/%3Cscript%3Ealert(5)%3C%2Fscript%3E", HTML);
    assert!(lost.status == 404 && !lost.body.contains("<script>"), "{}", lost.body);
}
