use super::*;
use std::fs;

/// What is read from `root`: names and texts, messages after an exclamation mark.
fn told(root: &Path, paths: &[&str], options: ReadOptions) -> Vec<(String, String)> {
    let prefix = format!("{}/", root.display());
    read_paths(paths.iter().map(|path| root.join(path)), options)
        .map(|read| match read {
            Ok(document) => (document.id.replace(&prefix, ""), document.text),
            Err(error) => ("!".to_owned(), error.to_string().replace(&prefix, "")),
        })
        .collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

#[test]
fn folders_are_read_in_order_and_the_bad_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let write = |name: &str, bytes: &[u8]| fs::write(root.join(name), bytes).unwrap();
    fs::create_dir(root.join("b")).unwrap();
    fs::create_dir(root.join(".hidden")).unwrap();
    write("b/z.txt", "Straße\r\n".as_bytes());
    write("b/a.html", b"<p>Page");
    write("b/.x.txt", b"hidden");
    write(".hidden/y.txt", b"hidden");
    write("c.md", b"# Head\n\nBody");
    write("d", b"<!doctype html><p>Sniffed");
    write("e.txt", b"");
    write("f.txt", b"\x00\x01\x02");
    write("g.txt", b"<!doctype html><p>kept as it is");
    write("h.jsonl", b"{\"text\": \"one\"}\nno\n{\"text\": \"two\", \"id\": \"t\"}");
    write("i.txt", b"caf\xe9 owners met");
    write("j.txt", &[b'x'; 200]);
    write("k.ttl", b"<a> <b> <c> .");
    let options = ReadOptions { limit: 100, ..ReadOptions::default() };
    assert_eq!(
        told(root, &["c.md", "", "missing.txt"], options),
        pairs(&[
            ("c.md", "Head\n\nBody"),
            ("b/a.html", "Page"),
            ("b/z.txt", "Straße\r\n"),
            ("c.md", "Head\n\nBody"),
            ("d", "Sniffed"),
            ("!", "e.txt: holds no text"),
            ("!", "f.txt: is binary, not a text"),
            ("g.txt", "<!doctype html><p>kept as it is"),
            ("h.jsonl#1", "one"),
            ("!", "h.jsonl, line 2: expected ident (column 2)"),
            ("t", "two"),
            ("!", "i.txt: is not UTF-8, read as windows-1252"),
            ("i.txt", "café owners met"),
            ("!", "j.txt: is larger than the limit of 100 bytes"),
            ("!", "k.ttl: is data, not an article"),
            ("!", "missing.txt: no such file or folder"),
        ])
    );
}

#[test]
fn severity_tells_what_an_error_costs() {
    let error = read_paths(["no/such/path"], ReadOptions::default()).next().unwrap().unwrap_err();
    assert_eq!(error.severity(), Severity::Fatal);
    assert!(error.hint().is_some());
    let too_large = ReadError::TooLarge { file: "a".into(), line: None, limit: 20_000_000 };
    assert_eq!(too_large.severity(), Severity::Skipped);
    assert_eq!(too_large.to_string(), "a: is larger than the limit of 20 MB");
    let notice = ReadError::Encoding { file: "a".into(), encoding: "Big5", lossy: true };
    assert_eq!(notice.severity(), Severity::Notice);
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_end() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "text").unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
    let read: Vec<_> = read_paths([folder.path()], ReadOptions::default()).collect();
    assert_eq!(read.len(), 2);
    assert!(matches!(&read[1], Err(error @ ReadError::Loop { .. }) if error.severity() == Severity::Skipped));
}

#[test]
fn json_lines_are_read_as_they_come() {
    /// Gives record after record without end, so that reading ahead would never come back.
    struct Endless;
    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let line = b"{\"text\":\"again\"}\n";
            let length = line.len().min(buffer.len());
            buffer[..length].copy_from_slice(&line[..length]);
            Ok(length)
        }
    }
    let input = BufReader::with_capacity(17, Endless);
    let last = read_json_lines("stream", input, ReadOptions::default()).nth(999).unwrap().unwrap();
    assert_eq!(last.id, "stream#1000");
}
