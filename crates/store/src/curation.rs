//! What people decided: it wins over what the program found, and it can be withdrawn.

use crate::{StoreError, folder};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use standpoint_model::{CURATED, Merge, PartialDate, iri};
use standpoint_rdf::vocab::{dcterms, prov, sp};
use standpoint_rdf::{GraphName, Literal, NamedNode, Quad, address};
use std::fs;
use std::path::Path;

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The statement is right.
    Accepted,
    /// The statement is wrong; nothing shows it any more.
    Rejected,
    /// The first entity is the second.
    Merged,
    /// The two entities are two, whatever the program finds.
    KeptApart,
}

/// One decision of one person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Decision {
    /// What was decided.
    pub verdict: Verdict,
    /// Addresses: one statement, or two entities (of a merge, the one that gives way first).
    pub concerns: Vec<String>,
    /// Who decided.
    pub by: String,
    /// When.
    #[serde(default)]
    pub on: Option<PartialDate>,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

impl Decision {
    /// Name under which it is kept: equal where verdict and matter are.
    #[must_use]
    pub fn key(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(format!("{:?}", self.verdict));
        for matter in &self.concerns {
            hash.update([0x1f]);
            hash.update(matter);
        }
        hash.finalize()[..8].iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The two entities, of a decision on two.
    #[must_use]
    pub fn pair(&self) -> Option<(&str, &str)> {
        match self.concerns.as_slice() {
            [first, second] => Some((first, second)),
            _ => None,
        }
    }

    /// The merge that it orders, if it does.
    #[must_use]
    pub fn merge(&self) -> Option<Merge> {
        let (from, into) = self.pair().filter(|_| self.verdict == Verdict::Merged)?;
        let reason = format!("{}: {}", self.by, self.reason);
        Some(Merge { from: from.to_owned(), into: into.to_owned(), reason, layer: CURATED.to_owned() })
    }

    /// Its description, in the graph of curation.
    pub(crate) fn quads(&self, graph: &GraphName) -> Vec<Quad> {
        let own = NamedNode::new_unchecked(format!("{}decision/{}", iri::BASE, self.key()));
        let verdict = match self.verdict {
            Verdict::Accepted => sp::ACCEPTED,
            Verdict::Rejected => sp::REJECTED,
            Verdict::Merged => sp::MERGED,
            Verdict::KeptApart => sp::KEPT_APART,
        };
        let rdfs_comment = NamedNode::new_unchecked("http://www.w3.org/2000/01/rdf-schema#comment");
        let mut quads = vec![
            Quad::new(own.clone(), oxigraph::model::vocab::rdf::TYPE, sp::DECISION, graph.clone()),
            Quad::new(own.clone(), sp::VERDICT, verdict, graph.clone()),
            Quad::new(own.clone(), dcterms::CREATOR, Literal::new_simple_literal(&self.by), graph.clone()),
        ];
        for matter in &self.concerns {
            let matter = NamedNode::new_unchecked(address(matter));
            quads.push(Quad::new(own.clone(), sp::CONCERNS, matter, graph.clone()));
        }
        if !self.reason.is_empty() {
            let reason = Literal::new_simple_literal(&self.reason);
            quads.push(Quad::new(own.clone(), rdfs_comment, reason, graph.clone()));
        }
        if let Some(date) = self.on {
            let date = Literal::new_simple_literal(date.to_string());
            quads.push(Quad::new(own, prov::GENERATED_AT_TIME, date, graph.clone()));
        }
        quads
    }
}

/// Every decision in `curation/`, sorted by content.
pub(crate) fn read(root: &Path) -> Result<Vec<Decision>, StoreError> {
    let folder = root.join("curation");
    let mut decisions = Vec::new();
    for name in folder::files(&folder, "json")? {
        let path = folder.join(name);
        let text = fs::read_to_string(&path).map_err(StoreError::io("read", &path))?;
        let decision = serde_json::from_str(&text)
            .map_err(|e| StoreError::Damaged { path: path.clone(), problem: e.to_string() })?;
        decisions.push(decision);
    }
    decisions.sort();
    Ok(decisions)
}
