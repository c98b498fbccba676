//! Sets that grow together (union by size, path halving), and those that must not.

use std::collections::BTreeSet;

/// Which of `0..n` belong together; at first each alone.
pub(super) struct Groups {
    parent: Vec<usize>,
    size: Vec<usize>,
    /// By root: members of other groups that must stay there.
    enemies: Vec<BTreeSet<usize>>,
}

impl Groups {
    pub(super) fn new(n: usize) -> Self {
        Self { parent: (0..n).collect(), size: vec![1; n], enemies: vec![BTreeSet::new(); n] }
    }

    /// The member that stands for the group of `at`.
    pub(super) fn root(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    /// Never puts `a` and `b` together.
    pub(super) fn keep_apart(&mut self, a: usize, b: usize) {
        let (of_a, of_b) = (self.root(a), self.root(b));
        if of_a != of_b {
            self.enemies[of_a].insert(b);
            self.enemies[of_b].insert(a);
        }
    }

    /// Whether two groups must stay apart.
    pub(super) fn are_apart(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        let few = if self.enemies[a].len() <= self.enemies[b].len() { a } else { b };
        let other = if few == a { b } else { a };
        let known: Vec<usize> = self.enemies[few].iter().copied().collect();
        known.into_iter().any(|enemy| self.root(enemy) == other)
    }

    /// Puts two groups together; whether they were apart, and may be one.
    pub(super) fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        if a == b || self.are_apart(a, b) {
            return false;
        }
        let (small, large) = if self.size[a] < self.size[b] { (a, b) } else { (b, a) };
        self.parent[small] = large;
        self.size[large] += self.size[small];
        let enemies = std::mem::take(&mut self.enemies[small]);
        self.enemies[large].extend(enemies);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enemies_of_a_member_are_enemies_of_its_group() {
        let mut groups = Groups::new(4);
        groups.keep_apart(0, 1);
        assert!(groups.join(0, 2) && groups.join(1, 3));
        assert!(groups.are_apart(2, 3) && !groups.join(2, 3));
        assert_ne!(groups.root(2), groups.root(3));
    }
}
