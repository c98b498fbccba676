//! Who stands where in a network.

use crate::Matrix;

/// One node's centralities.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Centrality {
    /// Number of ties.
    pub degree: usize,
    /// Sum of weights.
    pub strength: f64,
    /// Σ 1/d over all others, over their number; unreachable ones add 0 (harmonic closeness; Marchiori and Latora 2000).
    pub closeness: f64,
    /// Share of pairs of others whose shortest paths lead through it, each pair's paths weighing alike (Freeman 1977).
    pub betweenness: f64,
    /// Its share in the first eigenvector of the weights, the greatest being 1 (Bonacich 1972).
    pub eigenvector: f64,
}

/// Centralities of each node by positive weights w; a tie is as long as 1/w, so that strong ties are short. Negative weights are
/// no ties. Betweenness by Brandes' algorithm (2001): O(n·m + n² log n); eigenvector by power iteration of W + I.
#[must_use]
pub fn centrality(weights: &Matrix) -> Vec<Centrality> {
    let n = weights.rows();
    let mut ties: Vec<Vec<(usize, f64)>> = vec![Vec::new(); n];
    for (i, j, weight) in weights.cells().filter(|(i, j, weight)| i != j && *weight > 0.0) {
        ties[i].push((j, weight));
    }
    let mut found: Vec<Centrality> = ties
        .iter()
        .map(|ties| Centrality {
            degree: ties.len(),
            strength: ties.iter().map(|(_, weight)| weight).sum(),
            ..Centrality::default()
        })
        .collect();
    for source in 0..n {
        let (distance, share) = from(source, &ties);
        let reached = distance.iter().filter(|d| d.is_finite() && **d > 0.0);
        found[source].closeness = reached.map(|d| 1.0 / d).sum::<f64>() / (n.max(2) - 1) as f64;
        for (node, share) in share.into_iter().enumerate().filter(|(node, _)| *node != source) {
            found[node].betweenness += share;
        }
    }
    let pairs = (n.max(3) - 1) as f64 * (n.max(3) - 2) as f64;
    let first = first_eigenvector(&ties);
    for (node, share) in found.iter_mut().zip(first) {
        node.betweenness /= pairs;
        node.eigenvector = share;
    }
    found
}

/// Lengths that differ less than rounding does are equal; none equals what was never reached.
fn same(a: f64, b: f64) -> bool {
    b.is_finite() && (a - b).abs() <= 1e-12 * a.abs().max(b.abs()).max(1.0)
}

/// Distances from `source`, and of each node the share of shortest paths from there that lead through it (Brandes).
fn from(source: usize, ties: &[Vec<(usize, f64)>]) -> (Vec<f64>, Vec<f64>) {
    let n = ties.len();
    let mut distance = vec![f64::INFINITY; n];
    let mut paths = vec![0.0; n];
    let mut before: Vec<Vec<usize>> = vec![Vec::new(); n];
    let mut settled = vec![false; n];
    let mut order = Vec::with_capacity(n);
    distance[source] = 0.0;
    paths[source] = 1.0;
    loop {
        let open = (0..n).filter(|node| !settled[*node] && distance[*node].is_finite());
        let Some(node) = open.min_by(|a, b| distance[*a].total_cmp(&distance[*b])) else { break };
        settled[node] = true;
        order.push(node);
        for (next, weight) in ties[node].iter().filter(|(next, _)| !settled[*next]) {
            let length = distance[node] + 1.0 / weight;
            if same(length, distance[*next]) {
                paths[*next] += paths[node];
                before[*next].push(node);
            } else if length < distance[*next] {
                distance[*next] = length;
                paths[*next] = paths[node];
                before[*next] = vec![node];
            }
        }
    }
    let mut share = vec![0.0; n];
    for node in order.into_iter().rev() {
        for earlier in &before[node] {
            share[*earlier] += paths[*earlier] / paths[node] * (1.0 + share[node]);
        }
    }
    (distance, share)
}

fn first_eigenvector(ties: &[Vec<(usize, f64)>]) -> Vec<f64> {
    let mut vector = vec![1.0; ties.len()];
    let widest = ties.iter().map(|ties| ties.iter().map(|(_, w)| w).sum::<f64>()).fold(0.0, f64::max);
    if widest == 0.0 {
        return vec![0.0; ties.len()];
    }
    for _ in 0..1_000 {
        let next = |i: usize| vector[i] * widest + ties[i].iter().map(|(j, w)| w * vector[*j]).sum::<f64>();
        let mut moved: Vec<f64> = (0..ties.len()).map(next).collect();
        let greatest = moved.iter().copied().fold(0.0, f64::max);
        moved.iter_mut().for_each(|value| *value /= greatest);
        let change = moved.iter().zip(&vector).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        vector = moved;
        if change < 1e-12 {
            break;
        }
    }
    vector
}

#[cfg(test)]
mod tests {
    use super::super::balance::tests::symmetric;
    use super::*;
    use proptest::prelude::*;

    /// Every simple path, by walking all of them.
    fn paths(
        w: &Matrix,
        here: usize,
        to: usize,
        seen: &mut Vec<usize>,
        length: f64,
        all: &mut Vec<(f64, Vec<usize>)>,
    ) {
        if here == to {
            all.push((length, seen.clone()));
            return;
        }
        for next in 0..w.rows() {
            if w.get(here, next) > 0.0 && !seen.contains(&next) {
                seen.push(next);
                paths(w, next, to, seen, length + 1.0 / w.get(here, next), all);
                seen.pop();
            }
        }
    }

    proptest! {
        #[test]
        fn betweenness_and_closeness_are_those_of_all_paths(w in symmetric(6)) {
            let n = w.rows();
            let found = centrality(&w);
            let (mut through, mut near) = (vec![0.0; n], vec![0.0; n]);
            for (from, near) in near.iter_mut().enumerate() {
                for to in (0..n).filter(|to| *to != from) {
                    let mut all = Vec::new();
                    paths(&w, from, to, &mut vec![from], 0.0, &mut all);
                    let Some(least) = all.iter().map(|(length, _)| *length).min_by(f64::total_cmp) else { continue };
                    *near += 1.0 / least;
                    let best: Vec<&Vec<usize>> = all.iter().filter(|(l, _)| (l - least).abs() < 1e-9).map(|(_, p)| p).collect();
                    for path in &best {
                        for node in &path[1..path.len() - 1] {
                            through[*node] += 1.0 / best.len() as f64;
                        }
                    }
                }
            }
            let pairs = (n.max(3) - 1) as f64 * (n.max(3) - 2) as f64;
            for node in 0..n {
                prop_assert!((found[node].betweenness - through[node] / pairs).abs() < 1e-9);
                prop_assert!((found[node].closeness - near[node] / (n.max(2) - 1) as f64).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn the_middle_of_a_star_is_central() {
        let star = Matrix::from_rows(3, &[vec![0., 1., 1.], vec![1., 0., 0.], vec![1., 0., 0.]]);
        let found = centrality(&star);
        assert_eq!((found[0].degree, found[0].betweenness, found[0].eigenvector), (2, 1.0, 1.0));
        assert!((found[1].eigenvector - 0.5f64.sqrt()).abs() < 1e-9);
        assert_eq!(centrality(&Matrix::zeros(1, 1))[0], Centrality::default());
    }
}
