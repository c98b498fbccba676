//! What follows the encoder: matrices of the heads' second layers, and the names of their classes.

use crate::ModelError;
use crate::math::columns;
use crate::path;
use ndarray::{Array1, Array2, ArrayView2};
use safetensors::{Dtype, SafeTensors};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

/// The metadata of `heads.safetensors`, as `training/export.py` writes it.
#[derive(Deserialize)]
struct File {
    upos: Vec<String>,
    names: Vec<String>,
    etypes: Vec<String>,
    roles: Vec<String>,
    cond: Vec<String>,
    deprels: Vec<String>,
    predicates: Vec<String>,
    groups: Vec<String>,
    group_of: Vec<usize>,
    acts: Vec<String>,
    pointers: Vec<String>,
    edges: Vec<usize>,
    link_edges: Vec<usize>,
    first: Vec<(String, usize)>,
}

/// Class names and columns.
#[derive(Debug)]
pub(crate) struct Labels {
    pub(crate) upos: Vec<&'static str>,
    pub(crate) etypes: Vec<&'static str>,
    pub(crate) deprels: Vec<&'static str>,
    pub(crate) predicates: Vec<&'static str>,
    pub(crate) acts: Vec<&'static str>,
    /// For each predicate, its group of argument scorers.
    pub(crate) group_of: Vec<usize>,
    /// Least distance in words of each class of distances but the first.
    pub(crate) edges: Vec<usize>,
    /// The same for antecedents.
    pub(crate) link_edges: Vec<usize>,
    columns: BTreeMap<String, Range<usize>>,
    /// Columns of the encoder's output.
    pub(crate) width: usize,
}

/// Second layers. Letters as in `training/model.py`.
#[derive(Debug)]
pub(crate) struct Heads {
    pub(crate) labels: Labels,
    pub(crate) root_arc: Array1<f32>,
    pub(crate) root_label: Array1<f32>,
    /// `[D + 1, labels × (D + 1)]`: for a dependent's vector, what each label wants of the head's.
    pub(crate) label: Array2<f32>,
    /// `[D + 1, 5 × (D + 1)]`: the same for cues and words.
    pub(crate) cond: Array2<f32>,
    /// `[buckets, 5]`: by the distance of a word from the cue.
    pub(crate) cond_bias: Array2<f32>,
    /// `[paths, D + 1]` and `[asides, D + 1]`, added to a word's vector: how it hangs together with the cue; see [`crate::path`].
    pub(crate) cond_path: Array2<f32>,
    pub(crate) cond_aside: Array2<f32>,
    /// `[tags + 1, tags]`: a tag after another, and in the last row at the beginning; of flat roles, and of conditional ones.
    pub(crate) roles_after: Array2<f32>,
    pub(crate) cond_after: Array2<f32>,
    /// `[CUE, predicates]`.
    pub(crate) predicate: Array2<f32>,
    pub(crate) predicate_bias: Array1<f32>,
    /// `[CUE, acts]`.
    pub(crate) act: Array2<f32>,
    pub(crate) act_bias: Array1<f32>,
    /// `[groups × 2, buckets]`.
    pub(crate) arg_bias: Array2<f32>,
    /// `[slots × (ARGUMENT + 1), TREE]`: what a cue's vector wants of the way to its argument.
    pub(crate) arg_tree: Array2<f32>,
    /// `[paths, TREE]` and `[asides, TREE]`: what the ways are.
    pub(crate) arg_path: Array2<f32>,
    pub(crate) arg_aside: Array2<f32>,
    pub(crate) arg_none: Array1<f32>,
    /// `[groups × 2, ARGUMENT]`.
    pub(crate) arg_none_anchor: Array2<f32>,
    /// `[pointers × 2, buckets]`.
    pub(crate) ptr_bias: Array2<f32>,
    /// `[2, buckets]`: for pairs of different words, and of the same word.
    pub(crate) link_bias: Array2<f32>,
    pub(crate) link_none: f32,
    /// `[LINK]`.
    pub(crate) link_none_from: Array1<f32>,
}

/// Tags of the flat attribution head, in the order that [`crate::attribution`] counts on; so for the others.
const ROLES: [&str; 7] = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"];
const COND: [&str; 5] = ["O", "B-source", "I-source", "B-content", "I-content"];
const NAMES: [&str; 9] = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-OTH", "I-OTH"];
const POINTERS: [&str; 4] = ["subject", "object", "content", "cue"];
const GROUPS: [&str; 4] = ["relation", "supports", "opposes", "claim"];
/// The heads whose columns must be there.
const FIRST: [&str; 15] = [
    "tags",
    "names",
    "etypes",
    "roles",
    "arc_head",
    "label_dep",
    "label_head",
    "cond_cue",
    "cond_word",
    "anchor",
    "word",
    "ptr_anchor",
    "ptr_word",
    "link_from",
    "link_to",
];

impl Heads {
    /// Reads the file and checks that everything fits.
    pub(crate) fn parse(file: &[u8]) -> Result<Self, ModelError> {
        let fail = |what: String| ModelError::Heads(what);
        let (_, header) = SafeTensors::read_metadata(file).map_err(|e| fail(e.to_string()))?;
        let json = header.metadata().as_ref().and_then(|m| m.get("labels"));
        let json = json.ok_or_else(|| fail("no labels in its metadata".to_owned()))?;
        let labels: File = serde_json::from_str(json).map_err(|e| fail(e.to_string()))?;
        let labels = Labels::new(labels)?;
        let tensors = SafeTensors::deserialize(file).map_err(|e| fail(e.to_string()))?;
        let tensors = Tensors(&tensors);
        let (buckets, predicates) = (2 * labels.edges.len() + 1, labels.predicates.len());
        let width = |name: &str| labels.columns(name).len();
        let (paths, asides) = path::sizes(labels.deprels.len());
        let (arc, label, cond) = (width("arc_head"), width("label_head"), width("cond_cue"));
        let cue = tensors.columns("predicate.weight", predicates)?;
        let argument = width("anchor") / (2 * GROUPS.len());
        let tree = tensors.columns("arg_path", paths)?;
        Ok(Self {
            root_arc: tensors.vector("root_arc", arc)?,
            root_label: tensors.vector("root_label", label)?,
            label: tensors.bilinear("label", labels.deprels.len(), label + 1)?,
            cond: tensors.bilinear("cond", COND.len(), cond + 1)?,
            cond_bias: tensors.matrix("cond_bias", buckets, COND.len())?,
            cond_path: tensors.matrix("cond_path", paths, cond + 1)?,
            cond_aside: tensors.matrix("cond_aside", asides, cond + 1)?,
            roles_after: tensors.matrix("roles_after", ROLES.len() + 1, ROLES.len())?,
            cond_after: tensors.matrix("cond_after", COND.len() + 1, COND.len())?,
            predicate: tensors.matrix("predicate.weight", predicates, cue)?.reversed_axes(),
            predicate_bias: tensors.vector("predicate.bias", predicates)?,
            act: tensors.matrix("act.weight", labels.acts.len(), cue)?.reversed_axes(),
            act_bias: tensors.vector("act.bias", labels.acts.len())?,
            arg_bias: tensors.matrix("arg_bias", 2 * GROUPS.len(), buckets)?,
            arg_tree: tensors.matrix("arg_tree", 2 * GROUPS.len() * (argument + 1), tree)?,
            arg_path: tensors.matrix("arg_path", paths, tree)?,
            arg_aside: tensors.matrix("arg_aside", asides, tree)?,
            arg_none: tensors.vector("arg_none", 2 * GROUPS.len())?,
            arg_none_anchor: tensors.matrix("arg_none_anchor", 2 * GROUPS.len(), argument)?,
            ptr_bias: tensors.matrix("ptr_bias", 2 * POINTERS.len(), buckets)?,
            link_bias: tensors.matrix("link_bias", 2, labels.link_edges.len() + 1)?,
            link_none: tensors.vector("link_none", 1)?[0],
            link_none_from: tensors.vector("link_none_from", width("link_from"))?,
            labels,
        })
    }

    /// Class of a signed distance in words: ±0, 1, 2, … widening outwards.
    pub(crate) fn bucket(&self, from: usize, to: usize) -> usize {
        let edges = &self.labels.edges;
        let size = edges.partition_point(|edge| *edge <= from.abs_diff(to));
        if to < from { edges.len() - size } else { edges.len() + size }
    }
}

impl Labels {
    fn new(file: File) -> Result<Self, ModelError> {
        let same = |found: &[String], wanted: &[&str], what: &str| {
            if found == wanted {
                Ok(())
            } else {
                Err(ModelError::Heads(format!("{what} are not {wanted:?}")))
            }
        };
        same(&file.roles, &ROLES, "roles")?;
        same(&file.cond, &COND, "conditional tags")?;
        same(&file.names, &NAMES, "name tags")?;
        same(&file.pointers, &POINTERS, "pointers")?;
        same(&file.groups, &GROUPS, "groups")?;
        let (mut columns, mut width) = (BTreeMap::new(), 0);
        for (name, size) in file.first {
            columns.insert(name, width..width + size);
            width += size;
        }
        let wanted = |name: &str| match name {
            "tags" => Some(file.upos.len()),
            "names" => Some(NAMES.len()),
            "etypes" => Some(file.etypes.len()),
            "roles" => Some(ROLES.len()),
            _ => None,
        };
        for name in FIRST {
            let found = columns.get(name).map(Range::len);
            if found.is_none_or(|size| size == 0 || wanted(name).is_some_and(|w| w != size)) {
                return Err(ModelError::Heads(format!("{name} has {found:?} columns")));
            }
        }
        if file.group_of.len() != file.predicates.len() || file.group_of.iter().any(|g| *g >= GROUPS.len()) {
            return Err(ModelError::Heads("not every predicate has a group".to_owned()));
        }
        let known = |names: Vec<String>| names.iter().map(|name| intern(name)).collect();
        Ok(Self {
            upos: known(file.upos),
            etypes: known(file.etypes),
            deprels: known(file.deprels),
            predicates: known(file.predicates),
            acts: known(file.acts),
            group_of: file.group_of,
            edges: file.edges,
            link_edges: file.link_edges,
            columns,
            width,
        })
    }

    /// Columns of a head in the encoder's output; empty for an unknown one.
    pub(crate) fn columns(&self, head: &str) -> Range<usize> {
        self.columns.get(head).cloned().unwrap_or(0..0)
    }

    /// A head's part of the encoder's output.
    pub(crate) fn of<'a>(&self, head: &str, words: ArrayView2<'a, f32>) -> ArrayView2<'a, f32> {
        columns(words, self.columns(head))
    }

    /// One of the `parts` equal parts of a head's columns.
    pub(crate) fn part<'a>(
        &self,
        head: &str,
        (part, parts): (usize, usize),
        words: ArrayView2<'a, f32>,
    ) -> ArrayView2<'a, f32> {
        let all = self.columns(head);
        let size = all.len() / parts;
        let start = all.start + part * size;
        columns(words, start..start + size)
    }
}

/// A class name that lives as long as the program; each is kept once.
fn intern(name: &str) -> &'static str {
    static KNOWN: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    match known.get(name) {
        Some(name) => name,
        None => {
            let name: &'static str = Box::leak(name.to_owned().into_boxed_str());
            known.insert(name);
            name
        }
    }
}

struct Tensors<'a>(&'a SafeTensors<'a>);

impl Tensors<'_> {
    fn values(&self, name: &str, size: usize) -> Result<Vec<f32>, ModelError> {
        let tensor = self.0.tensor(name).map_err(|e| ModelError::Heads(e.to_string()))?;
        if tensor.dtype() != Dtype::F32 || tensor.data().len() != 4 * size {
            let shape = tensor.shape();
            return Err(ModelError::Heads(format!("{name} is {shape:?}, not {size} numbers")));
        }
        let value = |bytes: &[u8]| <[u8; 4]>::try_from(bytes).map_or(0.0, f32::from_le_bytes);
        Ok(tensor.data().chunks_exact(4).map(value).collect())
    }

    /// How many columns a matrix of so many rows has.
    fn columns(&self, name: &str, rows: usize) -> Result<usize, ModelError> {
        let tensor = self.0.tensor(name).map_err(|e| ModelError::Heads(e.to_string()))?;
        Ok(tensor.data().len() / 4 / rows.max(1))
    }

    fn vector(&self, name: &str, size: usize) -> Result<Array1<f32>, ModelError> {
        Ok(Array1::from_vec(self.values(name, size)?))
    }

    fn matrix(&self, name: &str, rows: usize, columns: usize) -> Result<Array2<f32>, ModelError> {
        let values = self.values(name, rows * columns)?;
        Array2::from_shape_vec((rows, columns), values).map_err(|e| ModelError::Heads(e.to_string()))
    }

    /// A tensor `[classes, size, size]` as `[size, classes × size]`, so that one product serves all classes.
    fn bilinear(&self, name: &str, classes: usize, size: usize) -> Result<Array2<f32>, ModelError> {
        let values = self.values(name, classes * size * size)?;
        Ok(Array2::from_shape_fn((size, classes * size), |(d, column)| {
            let (class, e) = (column / size, column % size);
            values[(class * size + d) * size + e]
        }))
    }
}
