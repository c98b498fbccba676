//! How output is shown: in colour or not, through a pager or not.

use crate::failure::Failure;
use crate::output::Output;
use crate::pager;
use crate::paint::{Paint, When};
use std::path::Path;

/// What was wished for output to people.
#[derive(Debug, Clone, Default)]
pub(crate) struct Screen {
    /// When there are colours.
    pub(crate) colour: When,
    /// Command line of the pager; none for the one that the environment names, empty for none at all.
    pub(crate) pager: Option<String>,
}

impl Screen {
    /// Opens `path`, or standard output, through a pager where a person reads along.
    pub(crate) fn open(&self, path: Option<&Path>) -> Result<Output, Failure> {
        Output::paged(path, &pager::wanted(self.pager.as_deref()))
    }

    /// The colours that go with this output.
    pub(crate) fn paint(&self, output: &Output) -> Paint {
        Paint::new(self.colour.paints(output.is_terminal()))
    }
}
