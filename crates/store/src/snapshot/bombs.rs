//! Queries that would cost too much in one step that nothing can interrupt: planning the order of very many joins, and
//! expressions that make enormous values out of small ones.

use crate::QueryError;
use spargebra::Query;
use spargebra::algebra::{AggregateExpression, Expression, Function, GraphPattern, OrderExpression};

/// How many times longer than what goes in a value may be that comes out of one expression.
const MOST: f64 = 256.0;
/// What is reckoned for a replacement that the query does not spell out.
const UNKNOWN: f64 = 64.0;

/// How many triples, paths and tables a query may join. The time that planning takes grows with the third power: a hundred
/// take a tenth of a second, a thousand minutes.
const WIDEST: usize = 100;

/// Refuses a query that joins more than [`WIDEST`] patterns, or with an expression that can make a value longer than
/// [`MOST`] times what it is made of.
pub(super) fn check(query: &Query) -> Result<(), QueryError> {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = query;
    check_whole(pattern)
}

/// As [`check`], of a pattern.
pub(crate) fn check_whole(pattern: &GraphPattern) -> Result<(), QueryError> {
    check_pattern(pattern)?;
    if width(pattern) > WIDEST {
        let message = format!("the query joins more than {WIDEST} triples and paths");
        let hint = "ask in several steps, or use alternatives (sp:supports|sp:opposes) and VALUES".to_owned();
        return Err(QueryError::plain(message, Some(hint)));
    }
    Ok(())
}

/// How many patterns are joined at most: of alternatives, those of the widest.
fn width(pattern: &GraphPattern) -> usize {
    match pattern {
        GraphPattern::Bgp { patterns } => patterns.len(),
        GraphPattern::Path { .. } | GraphPattern::Values { .. } => 1,
        GraphPattern::Union { left, right } => width(left).max(width(right)),
        GraphPattern::Join { left, right }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Minus { left, right }
        | GraphPattern::LeftJoin { left, right, .. } => width(left) + width(right),
        GraphPattern::Filter { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Group { inner, .. }
        | GraphPattern::Graph { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Service { inner, .. } => width(inner),
    }
}

/// Refuses expressions that make enormous values.
fn check_pattern(pattern: &GraphPattern) -> Result<(), QueryError> {
    match pattern {
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => Ok(()),
        GraphPattern::Join { left, right }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right } => {
            check_pattern(left)?;
            check_pattern(right)
        }
        GraphPattern::LeftJoin { left, right, expression } => {
            check_pattern(left)?;
            check_pattern(right)?;
            expression.iter().try_for_each(check_expression)
        }
        GraphPattern::Filter { expr, inner } => {
            check_expression(expr)?;
            check_pattern(inner)
        }
        GraphPattern::Extend { inner, expression, .. } => {
            check_expression(expression)?;
            check_pattern(inner)
        }
        GraphPattern::OrderBy { inner, expression } => {
            for OrderExpression::Asc(by) | OrderExpression::Desc(by) in expression {
                check_expression(by)?;
            }
            check_pattern(inner)
        }
        GraphPattern::Group { inner, aggregates, .. } => {
            for (_, aggregate) in aggregates {
                if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                    check_expression(expr)?;
                }
            }
            check_pattern(inner)
        }
        GraphPattern::Graph { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Service { inner, .. } => check_pattern(inner),
    }
}

fn check_expression(expression: &Expression) -> Result<(), QueryError> {
    if growth(expression)? > MOST {
        let hint = "replace in fewer steps, or with something shorter".to_owned();
        let message = "an expression of the query could make values of enormous length".to_owned();
        return Err(QueryError::plain(message, Some(hint)));
    }
    Ok(())
}

/// How many times longer than a value of the store the result can be.
fn growth(expression: &Expression) -> Result<f64, QueryError> {
    use Expression as E;
    let most = |parts: &[Expression]| {
        parts.iter().try_fold(0.0_f64, |most, part| Ok::<_, QueryError>(most.max(growth(part)?)))
    };
    Ok(match expression {
        E::NamedNode(_) | E::Literal(_) => 0.0,
        E::Variable(_) | E::Bound(_) => 1.0,
        E::Exists(pattern) => {
            check_whole(pattern)?;
            0.0
        }
        E::Or(a, b)
        | E::And(a, b)
        | E::Equal(a, b)
        | E::SameTerm(a, b)
        | E::Greater(a, b)
        | E::GreaterOrEqual(a, b)
        | E::Less(a, b)
        | E::LessOrEqual(a, b)
        | E::Add(a, b)
        | E::Subtract(a, b)
        | E::Multiply(a, b)
        | E::Divide(a, b) => growth(a)?.max(growth(b)?),
        E::UnaryPlus(a) | E::UnaryMinus(a) | E::Not(a) => growth(a)?,
        E::If(a, b, c) => growth(a)?.max(growth(b)?).max(growth(c)?),
        E::In(a, others) => growth(a)?.max(most(others)?),
        E::Coalesce(parts) => most(parts)?,
        E::FunctionCall(Function::Concat, parts) => {
            parts.iter().try_fold(0.0, |sum, part| Ok::<_, QueryError>(sum + growth(part)?))?
        }
        E::FunctionCall(Function::Replace, parts) => {
            let with = match parts.get(2) {
                Some(E::Literal(text)) => text.value().len() as f64,
                Some(other) => UNKNOWN * growth(other)?.max(1.0),
                None => 0.0,
            };
            most(&parts[..1])?.max(1.0) * (1.0 + with)
        }
        E::FunctionCall(Function::EncodeForUri, parts) => 3.0 * most(parts)?,
        E::FunctionCall(_, parts) => most(parts)?,
    })
}
