//! Who lays out: Graphviz where it is installed, else the built-in engine.

use crate::{
    dot::skeleton,
    layout::{Course, Layout, Placed, Point, beside, boxes, builtin, framed, frames},
    scene::Scene,
};
use std::{
    collections::BTreeMap,
    fmt,
    io::{self, Read, Write},
    process::{Child, Command, Stdio},
    str::FromStr,
    thread,
    time::{Duration, Instant},
};

/// Longest that `dot` may think.
const PATIENCE: Duration = Duration::from_secs(30);

/// What lays the picture out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Engine {
    /// `dot` where it is installed, else the built-in one.
    #[default]
    Auto,
    /// Graphviz' `dot`, which must be on the path.
    Dot,
    /// The built-in layered layout: nothing needs to be installed.
    Builtin,
}

/// A word that names no engine.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no layout engine; it must be one of auto, dot, builtin")]
pub struct UnknownEngine(pub String);

impl FromStr for Engine {
    type Err = UnknownEngine;
    fn from_str(text: &str) -> Result<Self, UnknownEngine> {
        [Self::Auto, Self::Dot, Self::Builtin]
            .into_iter()
            .find(|engine| engine.to_string() == text)
            .ok_or_else(|| UnknownEngine(text.to_owned()))
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Auto => "auto",
            Self::Dot => "dot",
            Self::Builtin => "builtin",
        })
    }
}

/// Why no picture came about.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// `dot` is not installed.
    #[error(
        "the program `dot` was not found\nhint: install Graphviz (https://graphviz.org/download/), or use the built-in engine"
    )]
    DotMissing,
    /// `dot` could not be started or spoken to.
    #[error("could not run `dot`: {0}\nhint: use the built-in engine")]
    DotUnusable(#[source] io::Error),
    /// `dot` ended with a complaint.
    #[error("`dot` failed: {0}\nhint: use the built-in engine")]
    DotFailed(String),
    /// `dot` did not answer in time.
    #[error("`dot` gave no answer within {} seconds\nhint: draw less (a topic, an actor, fewer actors), or use the built-in engine", .0.as_secs())]
    DotTimeout(Duration),
    /// `dot` answered in a way that is not its plain format.
    #[error("`dot` gave an answer that could not be read: {0:?}\nhint: use the built-in engine")]
    DotUnreadable(String),
    /// A raster image would be larger than what memory should be spent on.
    #[error(
        "a PNG of this picture would have {wide:.0} × {high:.0} pixels, which is too many\nhint: write SVG or PDF, draw less (--top), or take a smaller --scale"
    )]
    TooLarge {
        /// Width in pixels.
        wide: f64,
        /// Height in pixels.
        high: f64,
    },
    /// The raster image could not be encoded.
    #[error("could not encode the PNG: {0}")]
    Png(String),
}

/// Lays the scene out; tells which engine did.
pub(crate) fn layout(scene: &Scene, engine: Engine) -> Result<(Layout, Engine), RenderError> {
    match engine {
        Engine::Builtin => Ok((builtin(scene), Engine::Builtin)),
        Engine::Dot => by_dot(scene).map(|layout| (layout, Engine::Dot)),
        Engine::Auto => match by_dot(scene) {
            Ok(layout) => Ok((layout, Engine::Dot)),
            Err(_) => Ok((builtin(scene), Engine::Builtin)),
        },
    }
}

fn by_dot(scene: &Scene) -> Result<Layout, RenderError> {
    let boxes = boxes(scene);
    let answer = run("dot", &skeleton(scene, &boxes), PATIENCE)?;
    read_plain(scene, boxes, &answer)
}

/// Gives `input` to `program -Tplain` and returns what it prints.
fn run(program: &str, input: &str, patience: Duration) -> Result<String, RenderError> {
    let mut command = Command::new(program);
    command.arg("-Tplain").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => RenderError::DotMissing,
        _ => RenderError::DotUnusable(error),
    })?;
    // Both ends are served at once: a full pipe on one side would stop the other.
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let input = input.to_owned();
    let writer = thread::spawn(move || stdin.map(|mut pipe| pipe.write_all(input.as_bytes())));
    let reader = thread::spawn(move || read(stdout));
    let complaints = thread::spawn(move || read(stderr));
    let status = wait(&mut child, patience)?;
    let _ = writer.join();
    let (answer, complaint) = (reader.join().unwrap_or_default(), complaints.join().unwrap_or_default());
    if status.success() { Ok(answer) } else { Err(RenderError::DotFailed(complaint.trim().to_owned())) }
}

fn read(pipe: Option<impl Read>) -> String {
    let mut bytes = Vec::new();
    if let Some(mut pipe) = pipe {
        // What came before an error is as much as there is.
        let _ = pipe.read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn wait(child: &mut Child, patience: Duration) -> Result<std::process::ExitStatus, RenderError> {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().map_err(RenderError::DotUnusable)? {
            return Ok(status);
        }
        if begun.elapsed() > patience {
            let _ = child.kill();
            let _ = child.wait();
            return Err(RenderError::DotTimeout(patience));
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// Reads `dot`'s plain format (<https://graphviz.org/docs/outputs/plain/>): inches from the bottom left.
fn read_plain(scene: &Scene, mut nodes: Vec<Placed>, answer: &str) -> Result<Layout, RenderError> {
    let mut high = 0.0;
    // Courses by ends; those of lines with a badge by the number in their label.
    let mut labelled: BTreeMap<usize, Course> = BTreeMap::new();
    let mut others: BTreeMap<(usize, usize), Vec<Course>> = BTreeMap::new();
    for line in answer.lines() {
        let fail = || RenderError::DotUnreadable(line.chars().take(80).collect());
        let words: Vec<&str> = line.split(' ').collect();
        let number = |at: usize| words.get(at).and_then(|word| word.parse::<f64>().ok()).ok_or_else(fail);
        let node = |at: usize| {
            let place = words.get(at).and_then(|word| word.strip_prefix('n')?.parse::<usize>().ok());
            place.filter(|&place| place < nodes.len()).ok_or_else(fail)
        };
        let point = |at: usize| -> Result<Point, RenderError> {
            Ok((number(at)? * 72.0, (high - number(at + 1)?) * 72.0))
        };
        match words.first() {
            Some(&"graph") => high = number(3)?,
            Some(&"node") => {
                let (at, place) = (node(1)?, point(2)?);
                nodes[at].at = place;
            }
            Some(&"edge") => {
                let ends = (node(1)?, node(2)?);
                let count = words.get(3).and_then(|word| word.parse::<usize>().ok()).ok_or_else(fail)?;
                let points = (0..count).map(|i| point(4 + 2 * i)).collect::<Result<Vec<_>, _>>()?;
                let label = words.get(4 + 2 * count).and_then(|word| word.strip_prefix('e')?.parse().ok());
                let mut course = Course { badge: points[points.len() / 2], points, curved: true };
                match label {
                    Some(at) => {
                        course.badge = point(5 + 2 * count)?;
                        labelled.insert(at, course);
                    }
                    None => others.entry(ends).or_default().push(course),
                }
            }
            _ => {}
        }
    }
    for courses in others.values_mut() {
        courses.reverse();
    }
    let edges = scene.edges.iter().enumerate().map(|(at, edge)| {
        let found = labelled.remove(&at).or_else(|| others.get_mut(&(edge.from, edge.to))?.pop());
        found.unwrap_or_else(|| beside(&nodes[edge.from]))
    });
    let edges = edges.collect();
    let frames = frames(scene, &nodes);
    Ok(framed(Layout { size: (0.0, 0.0), nodes, edges, frames }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_told_with_a_hint() {
        let error = run("no-such-program-as-this", "", PATIENCE).unwrap_err();
        assert!(matches!(error, RenderError::DotMissing));
        assert!(error.to_string().contains("hint: install Graphviz"));
    }

    #[test]
    fn an_answer_out_of_form_is_refused() {
        let scene = Scene::default();
        for answer in ["node n0 1 1 1 1", "edge n0 n1 x", "graph 1 wide"] {
            assert!(matches!(read_plain(&scene, Vec::new(), answer), Err(RenderError::DotUnreadable(_))));
        }
    }

    #[test]
    fn engines_are_read_by_name() {
        assert_eq!("builtin".parse(), Ok(Engine::Builtin));
        assert!("neato".parse::<Engine>().unwrap_err().to_string().contains("auto, dot, builtin"));
    }
}
