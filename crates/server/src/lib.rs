//! A store over HTTP, for one person's browser or for a room full of programs.
//!
//! | address | what |
//! | --- | --- |
//! | `/sparql` | SPARQL 1.1 protocol: queries by GET, POST and QUERY; updates where a token allows them; without a query, the description of the service |
//! | `/store` | SPARQL 1.1 graph store protocol, for reading |
//! | `/id/…` `/statement/…` `/conflict/…` `/document/…` | a thing, as HTML, Turtle or JSON-LD |
//! | `/` `/search` `/topics` `/graph` … | where to begin, and the other pages of [`site()`] |
//! | `/ask` | questions by name or in SPARQL, for people |
//!
//! Asynchronous code moves bytes; what takes time (reading a query, answering it, describing a thing) runs on threads of its
//! own, of which there are so many and no more. A request keeps the state of the store that it began with; when the
//! folder changes, the next requests see the new state.
//!
//! What a client sends is bounded wherever it can be: size and time of a head and a body, depth and length of a query, time
//! and memory of its evaluation, rows and bytes of an answer, the pace at which it is taken, the number of connections.

mod ask;
mod assets;
mod body;
mod describe;
mod graphs;
mod guard;
mod html;
mod http;
mod lanes;
mod listen;
mod negotiate;
mod pages;
mod problem;
mod router;
mod settings;
mod site;
mod sparql;
mod state;

pub use pages::{Maker, Pages, Plain, Shown};
pub use settings::{Event, Log, Origins, Settings, Token, TokenError};
pub use site::site;

use standpoint_store::StoreError;
use state::Shared;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};

/// Why a server does not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// The store cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The address cannot be listened at.
    #[error("cannot listen at {address}: {source}\nhint: choose another port with --bind {}:PORT; port 0 is any that is free", address.ip())]
    Bind {
        /// Address and port.
        address: SocketAddr,
        /// The system's reason.
        source: io::Error,
    },
    /// The system does not give what a server needs.
    #[error("cannot start the server: {0}")]
    System(#[from] io::Error),
}

/// Stack of the threads on which queries run. Only what is used of it takes memory.
const STACK: usize = 64 << 20;

/// A server that listens, and answers once it is run.
pub struct Server {
    runtime: Runtime,
    listener: TcpListener,
    shared: Arc<Shared>,
    address: SocketAddr,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Server").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Server {
    /// Reads the store at `path` and begins to listen. `pages` makes the HTML; where it has none, pages are plain.
    ///
    /// # Errors
    /// [`ServeError`].
    pub fn start(
        path: impl Into<PathBuf>,
        settings: Settings,
        pages: Maker,
        log: Log,
    ) -> Result<Self, ServeError> {
        // The address first: an error in it should not wait for a large store.
        let address = settings.bind;
        let threads = settings.running * 2 + 8;
        let runtime = Builder::new_multi_thread()
            .enable_all()
            .thread_name("standpoint-server")
            .thread_stack_size(STACK)
            .max_blocking_threads(threads)
            .build()?;
        let listener = runtime
            .block_on(TcpListener::bind(address))
            .map_err(|source| ServeError::Bind { address, source })?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared::open(path.into(), settings, pages, log)?);
        Ok(Self { runtime, listener, shared, address })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until the process is told to end (Ctrl-C, SIGTERM); what runs then is finished, within ten seconds.
    ///
    /// # Errors
    /// [`ServeError::System`] where signals cannot be listened for.
    pub fn run(self) -> Result<(), ServeError> {
        let signals = self.runtime.block_on(async { listen::told_to_end() })?;
        self.run_until(signals);
        Ok(())
    }

    /// Answers until `end` is ready; what runs then is finished, within ten seconds.
    pub fn run_until(self, end: impl Future<Output = ()>) {
        let Self { runtime, listener, shared, .. } = self;
        runtime.block_on(listen::serve(listener, shared, end));
        // Queries whose clients have gone are stopped by their budgets; nobody waits for them.
        runtime.shutdown_background();
    }
}
