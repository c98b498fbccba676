//! Bodies: of requests, read within limits; of answers, sent while they are made.

use crate::problem::Problem;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, StatusCode, header};
use http_body_util::BodyExt;
use hyper::body::{Body as HttpBody, Frame};
use std::io::{self, Write};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::mpsc::{Receiver, Sender};
use tokio::time::{Instant, timeout_at};

/// The whole body of a request, of up to `limit` bytes, if it comes within `patience`.
pub(crate) async fn read(
    headers: &HeaderMap,
    mut body: Body,
    limit: usize,
    patience: Duration,
) -> Result<Vec<u8>, Problem> {
    let too_large = || {
        Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            format!("the body of the request is longer than {limit} bytes"),
        )
        .with(header::CONNECTION, "close")
    };
    let end = Instant::now() + patience;
    let announced =
        headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > limit as u64) {
        // Who asks first is refused before anything is sent.
        if !headers.contains_key(header::EXPECT) {
            drain(body, end).await;
        }
        return Err(too_large());
    }
    let mut whole = Vec::new();
    loop {
        let frame = timeout_at(end, body.frame()).await.map_err(|_| {
            Problem::new(StatusCode::REQUEST_TIMEOUT, "the body of the request did not come in time")
                .with(header::CONNECTION, "close")
        })?;
        match frame {
            None => return Ok(whole),
            Some(Ok(frame)) => {
                let Ok(data) = frame.into_data() else { continue };
                if whole.len() + data.len() > limit {
                    drain(body, end).await;
                    return Err(too_large());
                }
                whole.extend_from_slice(&data);
            }
            Some(Err(_)) => return Err(Problem::bad("the body of the request broke off")),
        }
    }
}

/// Takes what still comes, within bounds, and forgets it: a client that is cut off while it sends does not see the answer.
async fn drain(mut body: Body, end: Instant) {
    const MOST: usize = 64 << 20;
    let mut seen = 0;
    while let Ok(Some(Ok(frame))) = timeout_at(end, body.frame()).await {
        seen += frame.data_ref().map_or(0, Bytes::len);
        if seen > MOST {
            break;
        }
    }
}

/// Sets a flag when it is dropped: whoever asked has gone.
#[derive(Debug)]
pub(crate) struct StopOnDrop(pub(crate) Arc<AtomicBool>);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// How much is gathered before it is sent on.
const PIECE: usize = 32 << 10;

/// The writing end: what a thread writes goes into a channel, piece by piece, until the time is over.
#[derive(Debug)]
pub(crate) struct Pipe {
    sender: Sender<Result<Bytes, io::Error>>,
    gathered: Vec<u8>,
    written: usize,
    most: usize,
    end: Instant,
    handle: Handle,
}

impl Pipe {
    pub(crate) fn new(sender: Sender<Result<Bytes, io::Error>>, most: usize, limit: Duration) -> Self {
        let end = Instant::now() + limit;
        Self { sender, gathered: Vec::new(), written: 0, most, end, handle: Handle::current() }
    }

    fn send(&mut self, piece: Result<Bytes, io::Error>) -> io::Result<()> {
        let sending = timeout_at(self.end, self.sender.send(piece));
        match self.handle.block_on(sending) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(io::ErrorKind::BrokenPipe.into()),
            Err(_) => {
                Err(io::Error::new(io::ErrorKind::TimedOut, "the client did not take the answer in time"))
            }
        }
    }

    /// Makes the answer end as a broken one, where its beginning has been sent.
    pub(crate) fn break_off(&mut self) {
        let _ = self.send(Err(io::ErrorKind::ConnectionAborted.into()));
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.written += bytes.len();
        if self.written > self.most {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "the answer is too long"));
        }
        self.gathered.extend_from_slice(bytes);
        if self.gathered.len() >= PIECE {
            let piece = std::mem::take(&mut self.gathered);
            self.send(Ok(piece.into()))?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if !self.gathered.is_empty() {
            let piece = std::mem::take(&mut self.gathered);
            self.send(Ok(piece.into()))?;
        }
        Ok(())
    }
}

/// The reading end, as the body of an answer: what had come when the answer began, then the rest as it comes.
#[derive(Debug)]
pub(crate) struct Flow {
    pub(crate) first: Option<Bytes>,
    pub(crate) rest: Receiver<Result<Bytes, io::Error>>,
    pub(crate) _stop: StopOnDrop,
}

impl HttpBody for Flow {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(first) = self.first.take() {
            return Poll::Ready(Some(Ok(Frame::data(first))));
        }
        self.rest.poll_recv(context).map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }
}
