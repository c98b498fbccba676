//! Answering a query: on a thread of its own, within its time, and sent while it is found.

use crate::body::{Flow, Pipe, StopOnDrop};
use crate::problem::Problem;
use crate::sparql::formats::media;
use crate::state::{Shared, View};
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use standpoint_store::{Answer, AnswerError, AnswerFormat, Budget, Question};
use std::io::{ErrorKind, Write};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

/// So much of an answer is gathered before any of it is sent: what goes wrong until then is told by the status.
const HELD_BACK: usize = 256 << 10;

fn budget(shared: &Shared, timeout: Option<Duration>, stop: &Arc<AtomicBool>) -> Budget {
    let most = shared.settings.timeout;
    Budget {
        limit: timeout.map_or(most, |wished| wished.min(most)),
        memory: shared.settings.memory,
        rows: shared.settings.rows,
        stop: Arc::clone(stop),
    }
}

/// Answers `question` in `format`.
pub(crate) async fn stream(
    shared: &Arc<Shared>,
    view: Arc<View>,
    question: Question,
    format: AnswerFormat,
    timeout: Option<Duration>,
) -> Result<Response, Problem> {
    let stop = Arc::new(AtomicBool::new(false));
    let gone = StopOnDrop(Arc::clone(&stop));
    let begun = Instant::now();
    let pass = shared.lanes.enter(Arc::clone(&stop)).await?;
    let waited = begun.elapsed();
    let budget = budget(shared, timeout, &stop);
    let (sender, mut pieces) = mpsc::channel(4);
    let (most, limit, log) = (shared.settings.answer, budget.limit, Arc::clone(shared));
    let work = tokio::task::spawn_blocking(move || {
        let mut pipe = Pipe::new(sender, most, limit);
        let mut done = view.index.answer(&question, format, &budget, &mut pipe);
        if let (Ok(_), Err(error)) = (&done, pipe.flush()) {
            done = Err(error.into());
        }
        if let Err(error) = &done {
            log.note(format!(
                "a query ended early: {}",
                error.to_string().lines().next().unwrap_or_default()
            ));
            pipe.break_off();
        }
        drop(pass);
        done
    });
    let mut first = Vec::new();
    while let Some(piece) = pieces.recv().await {
        match piece {
            Ok(piece) => first.extend_from_slice(&piece),
            Err(_) => break,
        }
        if first.len() >= HELD_BACK {
            let rest = Flow { first: Some(first.into()), rest: pieces, _stop: gone };
            return Ok(headed(Body::new(rest), format, &[("wait", waited)]));
        }
    }
    let done = work.await.map_err(|_| Problem::internal("the query could not be evaluated"))?;
    done.map_err(|error| told(error, most))?;
    let timing = [("wait", waited), ("eval", begun.elapsed().saturating_sub(waited))];
    Ok(headed(Body::from(Bytes::from(first)), format, &timing))
}

/// The first `most` rows or triples of the answer, for a page, and whether there are more.
pub(crate) async fn first(
    shared: &Arc<Shared>,
    view: Arc<View>,
    question: Question,
    timeout: Option<Duration>,
    most: usize,
) -> Result<(Answer, bool), Problem> {
    let stop = Arc::new(AtomicBool::new(false));
    let _gone = StopOnDrop(Arc::clone(&stop));
    let pass = shared.lanes.enter(Arc::clone(&stop)).await?;
    let budget = budget(shared, timeout, &stop);
    let work = tokio::task::spawn_blocking(move || {
        let done = view.index.first(&question, &budget, most);
        drop(pass);
        done
    });
    let done = work.await.map_err(|_| Problem::internal("the query could not be evaluated"))?;
    done.map_err(|error| told(error, shared.settings.answer))
}

fn told(error: AnswerError, most: usize) -> Problem {
    match error {
        AnswerError::Write(error) if error.kind() == ErrorKind::FileTooLarge => {
            Problem::new(StatusCode::PAYLOAD_TOO_LARGE, format!("the answer has more than {most} bytes"))
                .hint("ask for parts of it with LIMIT and OFFSET")
        }
        other => other.into(),
    }
}

fn headed(body: Body, format: AnswerFormat, timing: &[(&str, Duration)]) -> Response {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media(format)));
    let times: Vec<String> =
        timing.iter().map(|(name, time)| format!("{name};dur={:.1}", time.as_secs_f64() * 1000.0)).collect();
    if let Ok(value) = HeaderValue::from_str(&times.join(", ")) {
        headers.insert("server-timing", value);
    }
    let file = match format {
        AnswerFormat::Csv => Some("attachment; filename=\"answer.csv\""),
        AnswerFormat::Tsv => Some("attachment; filename=\"answer.tsv\""),
        _ => None,
    };
    if let Some(file) = file {
        headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static(file));
    }
    response
}
