//! Reads the description of an HTTP API and writes a typed Rust client for it.
//!
//! A spec is pages of Markdown and YAML beside them. [`generate`] is the whole way: read, lower, check, write. It does
//! no input or output: texts come in as a [`SourceMap`], files go out as [`Files`].

pub mod back;
pub mod check;
pub mod codes;
pub mod diagnostics;
pub mod diff;
pub mod front;
pub mod ir;
mod lower;
pub mod names;
mod parallel;
pub mod source;
pub mod survey;
pub mod untyped;

pub use back::Files;
pub use check::Checked;
pub use diagnostics::Diagnostics;
pub use source::SourceMap;

/// What a spec comes to.
#[derive(Clone, Debug)]
pub struct Output {
    /// The files of the client, by their path in its folder.
    pub files: Files,
    /// The features of the client, for [`back::manifest`].
    pub features: String,
    /// How much there is of what.
    pub counts: Counts,
    /// What is doubtful about the spec, but no error.
    pub warnings: Diagnostics,
}

/// How much there is of what in an API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Resources.
    pub resources: usize,
    /// Actions of all resources.
    pub actions: usize,
    /// Named types.
    pub models: usize,
    /// Values that may be any JSON.
    pub untyped: usize,
}

impl Counts {
    fn of(api: &ir::Api) -> Self {
        Self {
            resources: api.resources.len(),
            actions: api.resources.iter().map(|resource| resource.actions.len()).sum(),
            models: api.models.len(),
            untyped: untyped::places(api).len(),
        }
    }
}

/// Writes the client of a spec, or says everything that is wrong with the first phase that fails.
pub fn generate(sources: &SourceMap) -> Result<Output, Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let checked = analyze(sources, &mut diagnostics)?;
    let (files, features) = (back::generate(&checked), back::features(&checked));
    Ok(Output { files, features, counts: Counts::of(checked.api()), warnings: diagnostics })
}

/// The phases that can fail. Warnings stay in `diagnostics`.
pub fn analyze(sources: &SourceMap, diagnostics: &mut Diagnostics) -> Result<Checked, Diagnostics> {
    let spec = front::spec::read(sources, diagnostics)?;
    understand(&spec, diagnostics)
}

/// The phases behind the reading of single files.
fn understand(spec: &front::spec::Spec, diagnostics: &mut Diagnostics) -> Result<Checked, Diagnostics> {
    let api = lower::lower(spec, diagnostics);
    let api = diagnostics.barrier(api)?;
    check::check(api, diagnostics)
}
