//! Reading a store: straight from its files, on all threads.

use crate::manifest::Entry;
use crate::view::Directory;
use crate::{Store, StoreError, codec, folder};
use rayon::prelude::*;
use standpoint_model::Statement;
use standpoint_rdf::vocab::skos;
use standpoint_rdf::{NamedOrBlankNode, Quad, Stored, Term, read_nquads};
use std::fs;

impl Store {
    /// Every statement, seen through identity and curation, sorted by document, place and address. Read straight from
    /// the files, on all threads.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and [`StoreError::Io`], naming the file.
    pub fn statements(&self) -> Result<Vec<Statement>, StoreError> {
        Ok(self.stored()?.into_iter().flat_map(|stored| stored.statements).collect())
    }

    /// Every document with its statements, seen as [`Store::statements`] sees them, sorted by id.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and [`StoreError::Io`], naming the file.
    pub fn stored(&self) -> Result<Vec<Stored>, StoreError> {
        let entries: Vec<&Entry> = self.manifest.entries().collect();
        let (identity, rejected) = (self.identity(), self.rejected());
        let raw: Vec<Stored> = entries
            .par_iter()
            .map(|entry| {
                let mut stored = self.decoded(entry)?;
                stored.statements.retain(|statement| !rejected.contains(statement.id.as_str()));
                Ok(stored)
            })
            .collect::<Result<_, StoreError>>()?;
        let mut directory = Directory::default();
        for statement in raw.iter().flat_map(|stored| &stored.statements) {
            directory.learn_parties(statement, &identity);
        }
        Ok(raw
            .into_par_iter()
            .map(|mut stored| {
                stored.statements = stored
                    .statements
                    .into_iter()
                    .map(|statement| directory.seen(statement, &identity))
                    .collect();
                stored
            })
            .collect())
    }

    /// Reads every document straight from its file, without an index: hands each to `prepare` on all threads, and what
    /// that makes of it, in the order of ids, to `take`. Entities stand under the addresses that documents give them
    /// ([`Store::identity`] tells which are one); rejected statements are left out. No more than a few hundred
    /// documents are in memory at a time.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and [`StoreError::Io`], naming the file.
    pub fn each<T: Send>(
        &self,
        prepare: impl Fn(Stored) -> T + Sync,
        mut take: impl FnMut(T) + Send,
    ) -> Result<(), StoreError> {
        const AT_ONCE: usize = 256;
        let entries: Vec<&Entry> = self.manifest.entries().collect();
        let rejected = self.rejected();
        let read = |chunk: &[&Entry]| -> Result<Vec<T>, StoreError> {
            let one = |entry: &&Entry| {
                let mut stored = self.decoded(entry)?;
                stored.statements.retain(|statement| !rejected.contains(statement.id.as_str()));
                Ok(prepare(stored))
            };
            chunk.par_iter().map(one).collect()
        };
        let mut ready = Vec::new();
        for chunk in entries.chunks(AT_ONCE) {
            // While one thread takes in what is ready, the others read what comes next.
            let (next, ()) =
                rayon::join(|| read(chunk), || std::mem::take(&mut ready).into_iter().for_each(&mut take));
            ready = next?;
        }
        ready.into_iter().for_each(take);
        Ok(())
    }

    /// Which topics are part of which, as imported triples tell (`skos:broader`, `skos:narrower`): addresses of the
    /// narrower and the broader, seen through identity, sorted.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and [`StoreError::Io`], naming the file.
    pub fn broader(&self) -> Result<Vec<(String, String)>, StoreError> {
        let identity = self.identity();
        let end = |address: &str| identity.of(&standpoint_rdf::name_of(address)).to_owned();
        let mut pairs = Vec::new();
        for quad in self.foreign()? {
            let (NamedOrBlankNode::NamedNode(one), Term::NamedNode(other)) = (&quad.subject, &quad.object)
            else {
                continue;
            };
            let (one, other) = (end(one.as_str()), end(other.as_str()));
            if quad.predicate == skos::BROADER {
                pairs.push((one, other));
            } else if quad.predicate == skos::NARROWER {
                pairs.push((other, one));
            }
        }
        pairs.sort();
        pairs.dedup();
        Ok(pairs)
    }

    /// One document with its statements just as they were put.
    ///
    /// # Errors
    /// [`StoreError::UnknownDocument`], [`StoreError::Damaged`], [`StoreError::Io`].
    pub fn document(&self, id: &str) -> Result<Stored, StoreError> {
        let unknown = || StoreError::UnknownDocument { document: id.to_owned() };
        self.decoded(self.manifest.get(id).ok_or_else(unknown)?)
    }

    fn decoded(&self, entry: &Entry) -> Result<Stored, StoreError> {
        let path = self.path().join("documents").join(&entry.file);
        let damaged = |problem: String| StoreError::Damaged { path: path.clone(), problem };
        let bytes = fs::read(&path).map_err(StoreError::io("read", &path))?;
        let plain = codec::unpack_plain(&bytes, &path)?;
        let (mut stored, errors) = read_nquads(&plain).map_err(|error| damaged(error.to_string()))?;
        if let Some(error) = errors.first() {
            return Err(damaged(error.to_string()));
        }
        let found = stored.pop().filter(|found| found.document.id == entry.id && stored.is_empty());
        found.ok_or_else(|| damaged(format!("it does not hold {:?}", entry.id)))
    }

    /// The quads of one document's file.
    pub(crate) fn quads(&self, entry: &Entry) -> Result<Vec<Quad>, StoreError> {
        let path = self.path().join("documents").join(&entry.file);
        let bytes = fs::read(&path).map_err(StoreError::io("read", &path))?;
        codec::unpack(&bytes, &path)
    }

    /// Imported quads that are no statements of ours, file by file.
    pub(crate) fn foreign(&self) -> Result<Vec<Quad>, StoreError> {
        let folder = self.path().join("foreign");
        let mut quads = Vec::new();
        for name in folder::files(&folder, codec::EXTENSION)? {
            let path = folder.join(name);
            let bytes = fs::read(&path).map_err(StoreError::io("read", &path))?;
            quads.extend(codec::unpack(&bytes, &path)?);
        }
        Ok(quads)
    }
}
