//! `standpoint measure`

use crate::args::{JsonArg, OutputArg, StoreArg};
use crate::coded::{Coded, CodingArgs};
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::report::{Form, Report};
use standpoint_network::measure::{
    Coalition, Period, PolarizationOptions, bootstrap, centrality, coalitions, disparity, frustration,
    nested_backbone, path, polarization, timeline,
};
use standpoint_network::{
    Aggregation, Corpus, Filter, Kernel, Mode, Network, NetworkError, Normalization, Spec, Unit, Windows,
    day_text, slices,
};

/// Measure discourse networks.
///
/// polarization: how far actors stand in two camps, 0 to 1, against what chance would give. coalitions: who stands together, and
/// for and against what, in counts and per cent. frustration: the ties that keep a network from being two camps. backbone:
/// targets in the order in which they can be left out. ties: which ties are stronger than chance. centrality: who stands
/// where. path: the statements that tie two actors, with quotes. timeline: for and against by period. Formulas and sources stand in
/// the documentation of the crate `standpoint-network`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  standpoint measure polarization --bootstrap 200\n  \
                        standpoint measure polarization --window 90 --unit days --format csv\n  \
                        standpoint measure coalitions --duplicates document\n  \
                        standpoint measure path 'Harbor Workers Union' 'Port Authority'\n  \
                        standpoint measure timeline --only-column 'Harbor Tunnel' --period quarter")]
pub(crate) struct Args {
    /// polarization, coalitions, frustration, backbone, ties, centrality, path, timeline.
    #[arg(value_name = "MEASURE", value_parser = measure)]
    measure: Measure,
    /// Of a path: from whom, to whom.
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// What congruence and conflict are divided by: no, average, jaccard, cosine, vector-cosine.
    #[arg(long, value_name = "HOW", default_value = "average", value_parser = str::parse::<Normalization>)]
    normalization: Normalization,
    #[command(flatten)]
    coding: CodingArgs,
    /// Polarization: only camps of one size.
    #[arg(long)]
    balanced: bool,
    /// Polarization: how many random worlds it is compared with.
    #[arg(long, value_name = "N", default_value_t = PolarizationOptions::default().worlds)]
    worlds: usize,
    /// Polarization, frustration: an interval of 95 % by drawing documents so many times.
    #[arg(long, value_name = "N", default_value_t = 0)]
    bootstrap: usize,
    /// Polarization: for each position of a window of this width.
    #[arg(long, value_name = "WIDTH")]
    window: Option<u32>,
    /// What the window's width is counted in: days, weeks, months, years, …
    #[arg(long, default_value = "days", value_parser = str::parse::<Unit>, requires = "window")]
    unit: Unit,
    /// Timeline: day, week, month, quarter, year.
    #[arg(long, default_value = "month", value_parser = str::parse::<Period>)]
    period: Period,
    /// Seed of all chance: the same seed gives the same numbers.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// table, csv, jsonl.
    #[arg(long, default_value = "table", value_parser = str::parse::<Form>)]
    format: Form,
    #[command(flatten)]
    json: JsonArg,
    #[command(flatten)]
    store: StoreArg,
    #[command(flatten)]
    output: OutputArg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    Polarization,
    Coalitions,
    Frustration,
    Backbone,
    Ties,
    Centrality,
    Path,
    Timeline,
}

fn measure(word: &str) -> Result<Measure, String> {
    Ok(match word {
        "polarization" | "polarisation" => Measure::Polarization,
        "coalitions" => Measure::Coalitions,
        "frustration" => Measure::Frustration,
        "backbone" => Measure::Backbone,
        "ties" => Measure::Ties,
        "centrality" => Measure::Centrality,
        "path" => Measure::Path,
        "timeline" => Measure::Timeline,
        _ => {
            return Err(
                "use one of polarization, coalitions, frustration, backbone, ties, centrality, path, timeline"
                    .to_owned(),
            );
        }
    })
}

impl Args {
    fn format(&self) -> Form {
        if self.json.json { Form::Jsonl } else { self.format }
    }
}

pub(crate) fn run(args: &Args, console: &Console) -> Result<Outcome, Failure> {
    let coded = Coded::load(&args.store.path, &args.coding, console)?;
    coded.suggest(&args.coding, console);
    let filter = args.coding.filter();
    let corpus = &coded.corpus;
    let spec = |aggregation, normalization| Spec {
        mode: Mode::OneMode,
        aggregation,
        normalization,
        duplicates: args.coding.duplicates,
        isolates: false,
        compat: args.coding.dna_compat,
    };
    let signed = spec(Aggregation::Subtract, args.normalization);
    let report = match args.measure {
        Measure::Polarization => of_polarization(args, corpus, &signed, &filter)?,
        Measure::Coalitions => of_coalitions(args, corpus, &signed, &filter)?,
        Measure::Frustration => of_frustration(args, corpus, &signed, &filter)?,
        Measure::Backbone => {
            let mut report = Report::new(&["target", "loss", "statements"]);
            for step in nested_backbone(corpus, &signed, &filter)? {
                report.add([step.column, decimals(step.loss), step.statements.to_string()]);
            }
            report
        }
        Measure::Ties => {
            let network = Network::of(corpus, &spec(Aggregation::Congruence, args.normalization), &filter)?;
            let mut found = disparity(&network.matrix);
            found.sort_by(|a, b| a.alpha.total_cmp(&b.alpha).then((a.from, a.to).cmp(&(b.from, b.to))));
            let mut report = Report::new(&["one", "other", "weight", "alpha"]);
            for tie in found {
                let label = |at: usize| network.rows[at].label.clone();
                report.add([label(tie.from), label(tie.to), decimals(tie.weight), decimals(tie.alpha)]);
            }
            report
        }
        Measure::Centrality => {
            let network = Network::of(corpus, &spec(Aggregation::Congruence, args.normalization), &filter)?;
            let mut report =
                Report::new(&["actor", "degree", "strength", "closeness", "betweenness", "eigenvector"]);
            for (node, found) in network.rows.iter().zip(centrality(&network.matrix)) {
                report.add([
                    node.label.clone(),
                    found.degree.to_string(),
                    decimals(found.strength),
                    decimals(found.closeness),
                    decimals(found.betweenness),
                    decimals(found.eigenvector),
                ]);
            }
            report
        }
        Measure::Path => of_path(args, &coded)?,
        Measure::Timeline => {
            let mut report = Report::new(&["from", "supports", "opposes", "balance"]);
            for step in timeline(corpus, &signed, &filter, args.period) {
                let balance = decimals(step.balance());
                report.add([
                    day_text(step.start),
                    step.supports.to_string(),
                    step.opposes.to_string(),
                    balance,
                ]);
            }
            report
        }
    };
    let empty = report.is_empty();
    report.write(args.format(), args.output.path.as_deref())?;
    Ok(if empty { Outcome::Nothing } else { Outcome::Done })
}

fn of_polarization(args: &Args, corpus: &Corpus, spec: &Spec, filter: &Filter) -> Result<Report, Failure> {
    let options = PolarizationOptions {
        balanced: args.balanced,
        worlds: args.worlds,
        seed: args.seed,
        ..PolarizationOptions::default()
    };
    let mut report = Report::new(&[
        "from",
        "to",
        "polarization",
        "low",
        "high",
        "expected",
        "z",
        "p",
        "inside",
        "across",
        "exact",
        "camp",
        "other camp",
    ]);
    let mut ranges = vec![(String::new(), String::new(), filter.clone())];
    if let Some(width) = args.window {
        let windows = Windows { unit: args.unit, width, kernel: Kernel::No, indent: false };
        // Only the windows' borders are of interest: the cheapest network will do.
        let cheap = Spec {
            mode: Mode::TwoMode,
            aggregation: Aggregation::Ignore,
            normalization: Normalization::No,
            ..*spec
        };
        ranges = slices(corpus, &cheap, filter, &windows)?
            .1
            .into_iter()
            .map(|slice| {
                let inside = Filter { from: Some(slice.from), to: Some(slice.to), ..filter.clone() };
                (day_text(slice.from), day_text(slice.to), inside)
            })
            .collect();
    }
    for (from, to, filter) in ranges {
        let found = polarization(corpus, spec, &filter, &options)?;
        let (mut low, mut high) = (String::new(), String::new());
        if args.bootstrap > 0 {
            let alone = PolarizationOptions { worlds: 0, ..options };
            let score = |world: &Corpus| -> Result<f64, NetworkError> {
                polarization(world, spec, &filter, &alone).map(|found| found.score)
            };
            let interval = bootstrap(corpus, args.bootstrap, 0.95, args.seed, score)?;
            (low, high) = (decimals(interval.low), decimals(interval.high));
        }
        let maybe = |value: Option<f64>| value.map(decimals).unwrap_or_default();
        report.add([
            from,
            to,
            decimals(found.score),
            low,
            high,
            maybe(found.expected),
            maybe(found.z),
            maybe(found.p),
            decimals(found.inside),
            decimals(found.across),
            found.exact.to_string(),
            found.camps[0].join("; "),
            found.camps[1].join("; "),
        ]);
    }
    Ok(report)
}

fn of_coalitions(args: &Args, corpus: &Corpus, spec: &Spec, filter: &Filter) -> Result<Report, Failure> {
    let network = Network::of(corpus, spec, filter)?;
    // The same statements: `subtract` in both, so that duplicates are folded alike.
    let twomode = Spec { mode: Mode::TwoMode, normalization: Normalization::No, ..*spec };
    let twomode = Network::of(corpus, &twomode, filter)?;
    let labels: Vec<String> = network.rows.iter().map(|node| node.label.clone()).collect();
    let found = coalitions(&network.matrix, 20, args.seed);
    let mut report =
        Report::new(&["coalition", "members", "target", "supports", "opposes", "support %", "speakers"]);
    for (at, Coalition { members, positions }) in found.described(&labels, &twomode).into_iter().enumerate() {
        for (first, position) in positions.into_iter().enumerate() {
            // A table names members once, data names them in each row.
            let named = first == 0 || args.format() != Form::Table;
            report.add([
                (at + 1).to_string(),
                if named { members.join("; ") } else { String::new() },
                position.target.clone(),
                position.supports.to_string(),
                position.opposes.to_string(),
                format!("{:.1}", position.support_percent()),
                position.speakers.to_string(),
            ]);
        }
    }
    Ok(report)
}

fn of_frustration(args: &Args, corpus: &Corpus, spec: &Spec, filter: &Filter) -> Result<Report, Failure> {
    let network = Network::of(corpus, spec, filter)?;
    let found = frustration(&network.matrix, 20, args.seed);
    let mut report = Report::new(&["what", "one", "other", "value", "low", "high"]);
    let (mut low, mut high) = (String::new(), String::new());
    if args.bootstrap > 0 {
        let balance = |world: &Corpus| -> Result<f64, NetworkError> {
            Ok(frustration(&Network::of(world, spec, filter)?.matrix, 5, args.seed).balance)
        };
        let interval = bootstrap(corpus, args.bootstrap, 0.95, args.seed, balance)?;
        (low, high) = (decimals(interval.low), decimals(interval.high));
    }
    let none = String::new;
    report.add(["balance".to_owned(), none(), none(), decimals(found.balance), low, high]);
    report.add(["frustration index".to_owned(), none(), none(), decimals(found.index), none(), none()]);
    report.add(["least for certain".to_owned(), none(), none(), found.exact.to_string(), none(), none()]);
    for (i, j, weight) in found.frustrated {
        let label = |at: usize| network.rows[at].label.clone();
        report.add(["frustrated tie".to_owned(), label(i), label(j), decimals(weight), none(), none()]);
    }
    Ok(report)
}

fn of_path(args: &Args, coded: &Coded) -> Result<Report, Failure> {
    let [from, to] = args.names.as_slice() else {
        let message = "a path wants two names\nhint: standpoint measure path 'ONE' 'OTHER'";
        return Err(Failure::Usage(message.to_owned()));
    };
    let mut report = Report::new(&["subject", "predicate", "object", "date", "sure", "document", "quote"]);
    for hop in path(&coded.statements, from, to)? {
        let said = &coded.statements[hop.statement];
        report.add([
            said.subject.label.clone(),
            said.predicate.to_string(),
            said.object.label.clone(),
            said.date.map(|date| date.to_string()).unwrap_or_default(),
            said.confidence.to_string(),
            said.document.clone(),
            said.quote.clone(),
        ]);
    }
    Ok(report)
}

/// Six decimals and no more: the last bits of a sum are noise.
fn decimals(value: f64) -> String {
    let text = format!("{value:.6}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::decimals;

    #[test]
    fn numbers_are_short() {
        assert_eq!([0.5, 2.0, -1e-9, 1.0 / 3.0].map(decimals), ["0.5", "2", "0", "0.333333"]);
    }
}
