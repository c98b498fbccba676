//! What the one who starts a server decides.

use sha2::{Digest, Sha256};
use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

/// How a server is run. [`Settings::default`] suits one person on one machine.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Address and port; port 0 is any that is free.
    pub bind: SocketAddr,
    /// Names under which the server is reached, beside `localhost` and plain IP addresses.
    pub hosts: Vec<String>,
    /// Whose pages may read answers from within a browser.
    pub origins: Origins,
    /// What a request must carry to change the store; where there is none, nothing is changed.
    pub token: Option<Token>,
    /// How long one query may take.
    pub timeout: Duration,
    /// How many rows or triples one answer may have.
    pub rows: usize,
    /// How many bytes one answer may have.
    pub answer: usize,
    /// How many bytes the body of a request may have.
    pub body: usize,
    /// Memory for the intermediate results of one query, in bytes.
    pub memory: usize,
    /// How many queries are worked on at once; half as many again may run for long.
    pub running: usize,
    /// How many requests may wait for their turn.
    pub waiting: usize,
    /// How long a request waits for its turn.
    pub turn: Duration,
    /// How many connections may be open.
    pub connections: usize,
    /// How long a client may take to send a request, or not take any of what is sent to it.
    pub patience: Duration,
    /// How often the store is looked at for changes by other processes.
    pub watch: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            bind: SocketAddr::from((Ipv4Addr::LOCALHOST, 7878)),
            hosts: Vec::new(),
            origins: Origins::None,
            token: None,
            timeout: Duration::from_secs(30),
            rows: 1_000_000,
            answer: 256 << 20,
            body: 1 << 20,
            memory: 256 << 20,
            running: std::thread::available_parallelism().map_or(4, |cores| cores.get() * 2).max(4),
            waiting: 1024,
            turn: Duration::from_secs(20),
            connections: 1024,
            patience: Duration::from_secs(15),
            watch: Duration::from_secs(2),
        }
    }
}

/// Origins whose pages may read answers (CORS).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Origins {
    /// Only pages of this server.
    #[default]
    None,
    /// Pages from anywhere.
    Any,
    /// Pages from these (`https://example.org`).
    These(Vec<String>),
}

/// A secret, kept as a digest; neither it nor the digest is ever shown.
#[derive(Clone)]
pub struct Token([u8; 32]);

impl Token {
    /// Fewest characters of a token.
    pub const SHORTEST: usize = 16;

    /// A token, blanks around it set aside.
    ///
    /// # Errors
    /// Where it is shorter than [`Token::SHORTEST`].
    pub fn new(secret: &str) -> Result<Self, TokenError> {
        let secret = secret.trim();
        if secret.len() < Self::SHORTEST {
            return Err(TokenError);
        }
        Ok(Self(Sha256::digest(secret).into()))
    }

    /// Whether `given` is the token, in a time that does not depend on where they differ.
    #[must_use]
    pub fn is(&self, given: &str) -> bool {
        // Digests are compared, so that neither length nor content of the secret shows in the time that is taken; and all
        // of them, so that the place of the first difference does not.
        let given: [u8; 32] = Sha256::digest(given.trim()).into();
        let differing = self.0.iter().zip(given).fold(0, |found, (ours, theirs)| found | (ours ^ theirs));
        std::hint::black_box(differing) == 0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// A token that could be guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "the token is shorter than {} characters\nhint: make one with `openssl rand -hex 32`",
    Token::SHORTEST
)]
pub struct TokenError;

/// One line of the log: a request that was answered, or something that happened to the server.
#[derive(Debug, Clone)]
pub struct Event {
    /// What to write: one line, without control characters, and without what was asked.
    pub line: String,
    /// Whether somebody should look at it.
    pub warning: bool,
}

/// Takes each line of the log.
pub type Log = Arc<dyn Fn(&Event) + Send + Sync>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_itself_and_nothing_else() {
        let token = Token::new(" a-long-enough-secret\n").unwrap();
        assert!(token.is("a-long-enough-secret"));
        for wrong in ["", "a-long-enough-secreT", "a-long-enough-secret-and-more"] {
            assert!(!token.is(wrong));
        }
        assert!(Token::new("short").is_err());
        assert!(!format!("{token:?}").contains("secret"));
    }
}
