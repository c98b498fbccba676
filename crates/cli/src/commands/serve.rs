//! `standpoint serve`

use crate::args::{StoreArg, SureArg};
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use standpoint_server::{Origins, Server, Settings, Token, site};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Put a store on the web of this machine: pages to read, search and ask, a SPARQL endpoint, a graph store.
///
/// Answers at http://127.0.0.1:7878/ until it is ended with Ctrl-C. Nobody else can reach it unless --bind names another
/// address, and nothing is changed unless --writable and a token are given. What other processes write to the store is
/// seen after a few seconds.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  standpoint serve --store press\n  \
                  curl 'http://127.0.0.1:7878/sparql' --data-urlencode 'query=SELECT ?who { ?who sp:opposes ?what }' -H 'Accept: text/csv'\n  \
                  standpoint serve --store press --bind 0.0.0.0:80 --host press.example.org\n  \
                  STANDPOINT_TOKEN=$(openssl rand -hex 32) standpoint serve --writable\n\n\
                  The log on standard error has one line a request: method, path, status, time. What is asked is not logged.")]
pub(crate) struct Args {
    /// Address and port to listen at; port 0 is any that is free.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:7878")]
    bind: SocketAddr,
    /// A name under which the server is reached, beside localhost and plain IP addresses; can be repeated.
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,
    /// An origin (https://example.org) whose pages may read answers, or `*` for all; can be repeated.
    #[arg(long, value_name = "ORIGIN")]
    allow_origin: Vec<String>,
    /// Allow SPARQL updates to those who send the token.
    #[arg(long)]
    writable: bool,
    /// Read the token from this file; by default it is in the environment variable STANDPOINT_TOKEN.
    #[arg(long, value_name = "FILE", requires = "writable")]
    token_file: Option<PathBuf>,
    /// Read the token from this environment variable.
    #[arg(long, value_name = "NAME", requires = "writable", conflicts_with = "token_file")]
    token_env: Option<String>,
    /// How long one query may take: 30, 30s, 2m.
    #[arg(long, value_name = "TIME", default_value = "30s", value_parser = time)]
    timeout: Duration,
    /// How many rows or triples one answer may have.
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    max_rows: usize,
    /// How long one answer may be: 256MB.
    #[arg(long, value_name = "SIZE", default_value = "256MB", value_parser = size)]
    max_answer: usize,
    /// How long the body of a request may be: 1MB.
    #[arg(long, value_name = "SIZE", default_value = "1MB", value_parser = size)]
    max_body: usize,
    /// How much memory the intermediate results of one query may take: 256MB.
    #[arg(long, value_name = "SIZE", default_value = "256MB", value_parser = size)]
    memory: usize,
    /// How many queries are worked on at once; by default two for each core, at least four.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    running: Option<u16>,
    /// What the collection is called, at the head of each page.
    #[arg(long, value_name = "TEXT", default_value = "Standpoint")]
    title: String,
    #[command(flatten)]
    sure: SureArg,
    #[command(flatten)]
    store: StoreArg,
}

pub(crate) fn run(args: &Args, console: &Console) -> Result<Outcome, Failure> {
    let defaults = Settings::default();
    let settings = Settings {
        bind: args.bind,
        hosts: args.host.clone(),
        origins: match args.allow_origin.as_slice() {
            [] => Origins::None,
            some if some.iter().any(|origin| origin == "*") => Origins::Any,
            some => Origins::These(some.to_vec()),
        },
        token: if args.writable { Some(token(args, console)?) } else { None },
        timeout: args.timeout,
        rows: args.max_rows,
        answer: args.max_answer,
        body: args.max_body,
        memory: args.memory,
        running: args.running.map_or(defaults.running, usize::from),
        ..defaults
    };
    let tell = console.teller();
    let log = Arc::new(move |event: &standpoint_server::Event| tell(event.warning, &event.line));
    let pages = site(&args.title, args.sure.min_confidence);
    let server = Server::start(&args.store.path, settings, pages, log)
        .map_err(|error| Failure::Serve(Box::new(error)))?;
    console.note(format_args!("listening at http://{}/", server.address()));
    if !server.address().ip().is_loopback() {
        console.warn("everyone who can reach this machine can read the store");
    }
    server.run().map_err(|error| Failure::Serve(Box::new(error)))?;
    console.note("ended");
    Ok(Outcome::Done)
}

fn token(args: &Args, console: &Console) -> Result<Token, Failure> {
    let secret = match &args.token_file {
        Some(path) => {
            warn_of_readers(path, console);
            let read = std::fs::read_to_string(path);
            read.map_err(|source| Failure::Input { name: path.display().to_string(), source })?
        }
        None => {
            let name = args.token_env.as_deref().unwrap_or("STANDPOINT_TOKEN");
            std::env::var(name).map_err(|_| {
                let message = format!(
                    "--writable needs a token, and {name} holds none\n\
                     hint: {name}=$(openssl rand -hex 32) standpoint serve --writable, or name a file with --token-file"
                );
                Failure::Usage(message)
            })?
        }
    };
    Token::new(&secret).map_err(|error| Failure::Usage(error.to_string()))
}

/// A secret that others on the machine can read is none.
#[cfg(unix)]
fn warn_of_readers(path: &Path, console: &Console) {
    use std::os::unix::fs::PermissionsExt;
    if std::fs::metadata(path).is_ok_and(|known| known.permissions().mode() & 0o044 != 0) {
        console.warn(format_args!("others can read {}\nhint: chmod 600 {0}", path.display()));
    }
}

#[cfg(not(unix))]
fn warn_of_readers(_: &Path, _: &Console) {}

/// `30`, `30s`, `1.5s`, `500ms`, `2m`, `1h`.
fn time(text: &str) -> Result<Duration, String> {
    let split = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let unit = match text[split..].trim() {
        "ms" => 0.001,
        "" | "s" => 1.0,
        "m" | "min" => 60.0,
        "h" => 3600.0,
        _ => 0.0,
    };
    let seconds = text[..split].parse::<f64>().unwrap_or_default() * unit;
    if (0.001..=1_000_000.0).contains(&seconds) {
        Ok(Duration::from_secs_f64(seconds))
    } else {
        Err("write it like 30s, 500ms or 2m".to_owned())
    }
}

/// `1000`, `64kB`, `10MB`, `1GB`.
fn size(text: &str) -> Result<usize, String> {
    let split = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let shift = match text[split..].trim().to_ascii_lowercase().as_str() {
        "" | "b" => Some(0),
        "k" | "kb" => Some(10),
        "m" | "mb" => Some(20),
        "g" | "gb" => Some(30),
        _ => None,
    };
    let number = text[..split].parse::<usize>().ok().filter(|number| *number > 0);
    number
        .zip(shift)
        .and_then(|(number, shift)| number.checked_mul(1 << shift))
        .ok_or_else(|| "write it like 64kB, 10MB or 1GB".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_sizes_have_units() {
        assert_eq!(time("30"), Ok(Duration::from_secs(30)));
        assert_eq!(time("500ms"), Ok(Duration::from_millis(500)));
        assert_eq!(time("2m"), Ok(Duration::from_secs(120)));
        assert_eq!(size("10MB"), Ok(10 << 20));
        assert_eq!(size("64 kb"), Ok(64 << 10));
        for wrong in ["", "0", "-1", "x", "1e9s", "5 parsecs", "999999999999999999GB"] {
            assert!(time(wrong).is_err() && size(wrong).is_err(), "{wrong}");
        }
    }
}
