//! A two-mode network: targets in the middle, actors on both sides, lines only between columns.

use crate::{
    columns::{Column, Place},
    drawing::{Anchor, Canvas, Drawing, Pen, Rect, Step},
    font::Face,
    grid::Grid,
    ink::Ink,
    options::Options,
    page::{Page, keys_of},
    said::{counted, range},
    style::{Stroke, shape_of, stroke_of},
};
use standpoint_model::{EntityType, Predicate, Statement};
use standpoint_network::Network;
use std::collections::{BTreeMap, BTreeSet};

/// Most actors and targets where the caller does not say.
const TOP: (usize, usize) = (40, 24);
/// Up to so many actors stand in one column.
const ONE_SIDED: usize = 10;
const ACTOR: f64 = 208.0;
const TARGET: f64 = 196.0;
const GAP: f64 = 132.0;
/// Distance of line ends at a box.
const PORT: f64 = 8.0;

/// Lines of one side of one cell.
struct Tie {
    actor: usize,
    target: usize,
    predicate: Predicate,
    number: usize,
    /// 0 left of the targets, 1 right of them.
    side: usize,
}

/// Draws a two-mode `network`: those who are mostly for what they speak on rather left, those mostly against rather right
/// (few actors stand in one column). `statements` is the list that the network was made of. Lines are as thick as there are statements.
#[must_use]
pub fn twomode(network: &Network, statements: &[Statement], options: &Options) -> Drawing {
    let top = options.top.map_or(TOP, |top| (top.max(1), top.max(1)));
    let grid = Grid::new(network, statements, top.0, top.1);
    let sides = sides(&grid);
    let mut ties = Vec::new();
    for ((actor, target), cell) in &grid.cells {
        let side = sides[actor];
        for (predicate, number) in [(Predicate::Supports, cell.supports), (Predicate::Opposes, cell.opposes)]
        {
            if number > 0 {
                ties.push(Tie { actor: *actor, target: *target, predicate, number, side });
            }
        }
    }
    let mut body = Canvas::default();
    let size = draw(&mut body, network, &grid, &sides, &ties, options);
    let strokes: BTreeSet<&str> = ties.iter().map(|tie| stroke_of(tie.predicate).legend).collect();
    let rows = grid.rows.iter().map(|row| kind(&network.rows[*row].attributes));
    let columns = grid.columns.iter().map(|column| kind(&network.columns[*column].attributes));
    let shapes: BTreeSet<&str> = rows.chain(columns).map(|kind| shape_of(kind).legend).collect();
    let said: Vec<&Statement> = grid.cells.values().flat_map(|cell| cell.said.iter().copied()).collect();
    let dates = range(said.iter().copied());
    let dates = if dates.is_empty() { String::new() } else { format!(", {dates}") };
    Page {
        title: "Who is for and against what".to_owned(),
        lead: format!(
            "{} on {}, {}{dates}",
            counted(grid.rows.len(), "actor", "actors"),
            counted(grid.columns.len(), "target", "targets"),
            counted(said.len(), "statement", "statements")
        ),
        summary: String::new(),
        body,
        size,
        keys: keys_of(|stroke| strokes.contains(stroke.legend), |shape| shapes.contains(shape.legend), false),
        notes: grid.note().into_iter().collect(),
        options,
        empty: grid.cells.is_empty(),
    }
    .set()
}

pub(crate) fn kind(attributes: &BTreeMap<String, String>) -> EntityType {
    attributes.get("type").and_then(|word| word.parse().ok()).unwrap_or(EntityType::Organization)
}

/// Which side each actor stands on: those mostly for left, those mostly against right; the others, and whoever must go for
/// neither column to be more than half as long again as the other, where there is room.
fn sides(grid: &Grid<'_>) -> BTreeMap<usize, usize> {
    let mut balance: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for ((actor, _), cell) in &grid.cells {
        let known = balance.entry(*actor).or_default();
        *known = (known.0 + cell.supports, known.1 + cell.opposes);
    }
    if grid.rows.len() <= ONE_SIDED {
        return balance.into_keys().map(|actor| (actor, 0)).collect();
    }
    let most = grid.rows.len() * 3 / 5;
    let mut sides: BTreeMap<usize, usize> = BTreeMap::new();
    let mut filled = [0, 0];
    let decided = |actor: &&usize| balance.get(*actor).is_some_and(|(a, b)| a != b);
    // Those with a side first; rows come with most statements first.
    let (clear, open): (Vec<&usize>, Vec<&usize>) = grid.rows.iter().partition(decided);
    for actor in clear.into_iter().chain(open) {
        let (a, b) = balance.get(actor).copied().unwrap_or_default();
        let wish = if a == b { usize::from(filled[1] < filled[0]) } else { usize::from(b > a) };
        let side = if filled[wish] < most { wish } else { 1 - wish };
        filled[side] += 1;
        sides.insert(*actor, side);
    }
    sides
}

fn draw(
    body: &mut Canvas,
    network: &Network,
    grid: &Grid<'_>,
    sides: &BTreeMap<usize, usize>,
    ties: &[Tie],
    options: &Options,
) -> (f64, f64) {
    let column_of = |side: usize| -> Column {
        let actors = grid.rows.iter().copied().filter(|row| sides.get(row) == Some(&side));
        let ends = |row: usize| ties.iter().filter(|tie| tie.actor == row).count();
        Column::new(actors.map(|row| (row, network.rows[row].label.as_str(), ends(row))), ACTOR, PORT)
    };
    let mut actors = [column_of(0), column_of(1)];
    let ends = |column: usize| {
        let on = |side: usize| ties.iter().filter(|tie| tie.target == column && tie.side == side).count();
        on(0).max(on(1))
    };
    let targets =
        grid.columns.iter().map(|&column| (column, network.columns[column].label.as_str(), ends(column)));
    let mut targets = Column::new(targets, TARGET, PORT);
    let pairs: Vec<(usize, usize, usize)> =
        ties.iter().map(|tie| (tie.side, tie.actor, tie.target)).collect();
    crate::columns::untangle(&mut actors, &mut targets, &pairs);
    let high = actors.iter().chain([&targets]).map(Column::height).fold(0.0, f64::max);
    for column in actors.iter_mut().chain([&mut targets]) {
        column.spread(high);
    }
    let left = 0.0;
    let middle = ACTOR + GAP;
    let right = middle + TARGET + GAP;
    let xs = [left, right];
    lines(body, grid, &actors, &targets, ties, (xs, middle));
    for (side, column) in actors.iter().enumerate() {
        for (row, place) in column.places() {
            let node = &network.rows[row];
            boxed(body, place, (xs[side], ACTOR), kind(&node.attributes), node, options);
        }
    }
    for (column, place) in targets.places() {
        let node = &network.columns[column];
        boxed(body, place, (middle, TARGET), kind(&node.attributes), node, options);
    }
    let wide = if actors[1].is_empty() { middle + TARGET } else { right + ACTOR };
    (wide, high)
}

fn lines(
    body: &mut Canvas,
    grid: &Grid<'_>,
    actors: &[Column; 2],
    targets: &Column,
    ties: &[Tie],
    (xs, middle): ([f64; 2], f64),
) {
    // Ends stand side by side, in the order of where the lines come from.
    let mut at_actor: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut at_target: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (number, tie) in ties.iter().enumerate() {
        at_actor.entry(tie.actor).or_default().push(number);
        at_target.entry((tie.target, tie.side)).or_default().push(number);
    }
    let port = |list: Option<&Vec<usize>>, number: usize, place: &Place, far: &dyn Fn(&Tie) -> f64| {
        let mut order: Vec<usize> = list.cloned().unwrap_or_default();
        order.sort_by(|a, b| far(&ties[*a]).total_cmp(&far(&ties[*b])).then(a.cmp(b)));
        let rank = order.iter().position(|at| *at == number).unwrap_or_default() as f64;
        let count = order.len().max(1) as f64;
        place.top + place.high / 2.0 + (rank - (count - 1.0) / 2.0) * PORT.min((place.high - 8.0) / count)
    };
    for (number, tie) in ties.iter().enumerate() {
        let (Some(from), Some(to)) = (actors[tie.side].place(tie.actor), targets.place(tie.target)) else {
            continue;
        };
        let y1 = port(at_actor.get(&tie.actor), number, from, &|tie| {
            targets.place(tie.target).map_or(0.0, |place| place.top)
        });
        let y2 = port(at_target.get(&(tie.target, tie.side)), number, to, &|tie| {
            actors[tie.side].place(tie.actor).map_or(0.0, |place| place.top)
        });
        let (x1, x2) =
            if tie.side == 0 { (xs[0] + ACTOR, middle - 2.0) } else { (xs[1], middle + TARGET + 2.0) };
        let bend = (x2 - x1) * 0.5;
        let stroke = stroke_of(tie.predicate);
        let thick = (0.9 + 0.6 * tie.number as f64).min(4.2);
        let cell = grid.cells.get(&(tie.actor, tie.target));
        let said = cell.and_then(|cell| cell.said.iter().find(|said| said.predicate == tie.predicate));
        let id = said.map_or("", |said| said.id.as_str());
        body.group(id, cell.map(|cell| cell.tip()).unwrap_or_default(), None, |body| {
            let steps = vec![Step::To((x1, y1)), Step::Cubic((x1 + bend, y1), (x2 - bend, y2), (x2, y2))];
            body.stroke(steps, &Stroke { width: thick, ..*stroke });
        });
    }
}

fn boxed(
    body: &mut Canvas,
    place: &Place,
    (x, wide): (f64, f64),
    kind: EntityType,
    node: &standpoint_network::Node,
    options: &Options,
) {
    let shape = shape_of(kind);
    let tip = format!("{} ({kind})", node.label);
    body.group(&node.key, tip, options.links.entity(&node.key), |body| {
        let area = Rect::new(x, place.top, wide, place.high);
        body.solid(area, shape.radius, shape.fill, Pen::new(shape.line, 1.2));
        let first = area.middle() - (place.lines.len() as f64 - 1.0) * 15.0 / 2.0 + 4.2;
        body.lines(
            (area.centre().0, first),
            15.0,
            Anchor::Middle,
            Face::Regular,
            12.0,
            Ink::Text,
            &place.lines,
        );
    });
}
