//! A server over a made-up store, and a client that is nothing but a socket.

use crate::corpus;
use standpoint_server::{Plain, Server, Settings};
use standpoint_store::Store;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

/// A server that runs until it is dropped.
pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    pub(crate) store: PathBuf,
    pub(crate) log: Arc<Mutex<Vec<String>>>,
    end: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
    _folder: tempfile::TempDir,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.end.take().unwrap().send(());
        let _ = self.thread.take().unwrap().join();
    }
}

/// Puts made-up documents into the store at `path`: numbers `from` to `to`.
pub(crate) fn fill(store: &mut Store, from: usize, to: usize) {
    let size = corpus::Size::of(5_000);
    for number in from..to {
        let (document, said) = corpus::document(size, 5, number);
        store.put(&document, &said, "test").unwrap();
    }
}

/// A server over a store of so many documents, of 25 statements each.
pub(crate) fn start(documents: usize, tweak: impl FnOnce(&mut Settings)) -> Running {
    start_over(|store| fill(store, 0, documents), tweak)
}

/// A server over a store that `make` has filled.
pub(crate) fn start_over(make: impl FnOnce(&mut Store), tweak: impl FnOnce(&mut Settings)) -> Running {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store");
    let mut store = Store::create(&path).unwrap();
    make(&mut store);
    drop(store);
    let mut settings = Settings {
        bind: "127.0.0.1:0".parse().unwrap(),
        watch: Duration::from_millis(50),
        ..Settings::default()
    };
    tweak(&mut settings);
    let log = Arc::new(Mutex::new(Vec::new()));
    let lines = Arc::clone(&log);
    let server = Server::start(
        &path,
        settings,
        Arc::new(|_, _| Box::new(Plain)),
        Arc::new(move |event| lines.lock().unwrap().push(event.line.clone())),
    )
    .unwrap();
    let address = server.address();
    let (end, ended) = tokio::sync::oneshot::channel();
    let thread = std::thread::spawn(move || {
        server.run_until(async {
            let _ = ended.await;
        });
    });
    Running { address, store: path, log, end: Some(end), thread: Some(thread), _folder: folder }
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
    /// Whether the body is all there.
    pub(crate) whole: bool,
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The media type, without parameters.
    pub(crate) fn kind(&self) -> &str {
        self.header("content-type").unwrap_or_default().split(';').next().unwrap_or_default()
    }

    #[track_caller]
    pub(crate) fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{self:?}");
        self
    }

    fn parse(bytes: &[u8]) -> Self {
        let split = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let split = split.unwrap_or_else(|| panic!("no head: {:?}", String::from_utf8_lossy(bytes)));
        let head = String::from_utf8(bytes[..split].to_vec()).unwrap();
        let mut lines = head.split("\r\n");
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers: Vec<(String, String)> = lines
            .map(|line| line.split_once(": ").unwrap_or((line, "")))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let rest = &bytes[split + 4..];
        let of = |wanted: &str| {
            headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value)
        };
        let (body, whole) = if of("transfer-encoding").is_some() {
            unchunked(rest)
        } else {
            let length = of("content-length").map_or(rest.len(), |length| length.parse().unwrap());
            (rest.to_vec(), rest.len() == length)
        };
        Self { status, headers, body: String::from_utf8_lossy(&body).into_owned(), whole }
    }
}

fn unchunked(mut rest: &[u8]) -> (Vec<u8>, bool) {
    let mut body = Vec::new();
    loop {
        let Some(end) = rest.windows(2).position(|two| two == b"\r\n") else { return (body, false) };
        let size =
            std::str::from_utf8(&rest[..end]).ok().and_then(|size| usize::from_str_radix(size, 16).ok());
        let Some(size) = size else { return (body, false) };
        rest = &rest[end + 2..];
        if size == 0 {
            return (body, true);
        }
        if rest.len() < size + 2 {
            body.extend_from_slice(rest);
            return (body, false);
        }
        body.extend_from_slice(&rest[..size]);
        rest = &rest[size + 2..];
    }
}

impl Running {
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        // No test waits for ever.
        stream.set_read_timeout(Some(Duration::from_secs(120))).unwrap();
        stream
    }

    /// Sends these bytes, and reads until the server closes.
    pub(crate) fn raw(&self, bytes: &[u8]) -> Reply {
        Reply::parse(&self.exchange(bytes))
    }

    pub(crate) fn exchange(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = self.connect();
        // A server that refuses early stops reading: what it says counts.
        let _ = stream.write_all(bytes);
        let mut back = Vec::new();
        let _ = stream.read_to_end(&mut back);
        back
    }

    pub(crate) fn request(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
        let mut head = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
            head.push_str(&format!("Host: {}\r\n", self.address));
        }
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if !body.is_empty() || ["POST", "QUERY", "PUT"].contains(&method) {
            head.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        head.push_str("\r\n");
        let mut bytes = head.into_bytes();
        bytes.extend_from_slice(body);
        let mut stream = self.connect();
        let _ = stream.write_all(&bytes);
        let mut back = Vec::new();
        let _ = stream.read_to_end(&mut back);
        let mut reply = Reply::parse(&back);
        if method == "HEAD" || reply.status == 304 {
            reply.whole = true;
        }
        reply
    }

    pub(crate) fn get(&self, path: &str, accept: &str) -> Reply {
        self.request("GET", path, &[("Accept", accept)], b"")
    }

    /// A query by GET.
    pub(crate) fn ask(&self, sparql: &str, accept: &str) -> Reply {
        self.get(&format!("/sparql?query={}", encoded(sparql)), accept)
    }

    pub(crate) fn post(&self, path: &str, kind: &str, body: &str) -> Reply {
        self.request("POST", path, &[("Content-Type", kind)], body.as_bytes())
    }
}

/// Percent-encoded, whatever it is.
pub(crate) fn encoded(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}
