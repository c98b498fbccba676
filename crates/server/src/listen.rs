//! Listening, accepting, and ending in good order.

use crate::router::router;
use crate::state::Shared;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use standpoint_store::Store;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;

/// How long requests that run may go on after the server was told to end.
const GRACE: Duration = Duration::from_secs(10);

/// Longest head of a request: address and headers.
const HEAD: usize = 64 << 10;

/// Answers until `end` is ready; then what runs is finished, up to ten seconds.
pub(crate) async fn serve(listener: TcpListener, shared: Arc<Shared>, end: impl Future<Output = ()>) {
    let router = router(&shared);
    let graceful = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(shared.settings.connections.max(1)));
    let watch = tokio::spawn(watch(Arc::clone(&shared)));
    let preparing = Arc::clone(&shared);
    tokio::task::spawn_blocking(move || preparing.prepare());
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(shared.settings.patience)
        .max_buf_size(HEAD)
        // A client may close its sending half and still wait for the answer. One that has gone altogether looks the same
        // until it is written to: its query runs on, within its time.
        .half_close(true);
    let mut end = std::pin::pin!(end);
    loop {
        // Who finds no room waits in the system's queue, not in our memory.
        let place = tokio::select! {
            place = Arc::clone(&room).acquire_owned() => place,
            () = &mut end => break,
        };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut end => break,
        };
        let stream = match accepted {
            Ok((stream, _)) => stream,
            Err(error) => {
                shared.warn(format!("a connection could not be accepted: {error}"));
                // Out of file handles, most probably: they come back when others end.
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let _ = stream.set_nodelay(true);
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(shared.settings.patience));
        let service = TowerToHyperService::new(router.clone());
        let connection = http.serve_connection(TokioIo::new(Box::pin(stream)), service);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // Clients that go, dawdle or send nonsense are no matter for the log: they are answered, or cut off.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    watch.abort();
    if tokio::time::timeout(GRACE, graceful.shutdown()).await.is_err() {
        shared.warn("some requests were cut off");
    }
}

/// Looks at the store now and then, and reads it anew when it has changed and come to rest; at the latest after a minute
/// of changes.
async fn watch(shared: Arc<Shared>) {
    let pause = shared.settings.watch.max(Duration::from_millis(10));
    let mut restless: Option<(Vec<u8>, tokio::time::Instant)> = None;
    loop {
        tokio::time::sleep(pause).await;
        let Ok(_writing) = shared.writing.try_lock() else { continue };
        let looking = Arc::clone(&shared);
        let Ok(state) = tokio::task::spawn_blocking(move || Store::state(looking.path())).await else {
            continue;
        };
        if !shared.has_changed(&state) {
            restless = None;
            continue;
        }
        let since = match &restless {
            Some((before, since)) if *before == state || since.elapsed() > Duration::from_secs(60) => None,
            Some((_, since)) => Some(*since),
            None => Some(tokio::time::Instant::now()),
        };
        if let Some(since) = since {
            restless = Some((state, since));
            continue;
        }
        restless = None;
        let reading = Arc::clone(&shared);
        match tokio::task::spawn_blocking(move || reading.reload()).await {
            Ok(Ok(())) => {
                shared.note("the store has changed and was read anew");
                let preparing = Arc::clone(&shared);
                let _ = tokio::task::spawn_blocking(move || preparing.prepare()).await;
            }
            Ok(Err(error)) => shared.warn(format!("the store has changed and cannot be read: {error}")),
            Err(_) => shared.warn("the store has changed and cannot be read"),
        }
    }
}

/// Something that is ready when the process is told to end: Ctrl-C, or SIGTERM. Listens from now on.
#[cfg(unix)]
pub(crate) fn told_to_end() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Something that is ready when the process is told to end: Ctrl-C.
#[cfg(not(unix))]
pub(crate) fn told_to_end() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
