//! What can be wrong with rule data.

/// A pattern that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem}, at character {at} of the pattern {pattern:?}")]
pub struct PatternError {
    /// The pattern, its fragments filled in.
    pub pattern: String,
    /// Where, in characters.
    pub at: usize,
    /// What.
    pub problem: String,
}

/// Rule data that cannot be used; names the file, and the rule where one is to blame.
#[derive(Debug, thiserror::Error)]
pub enum RuleError {
    /// The file is no TOML, or a field is missing, unknown or of the wrong type.
    #[error("rules/{file}: {source}")]
    Syntax {
        /// Name of the file.
        file: String,
        /// What the reader says.
        #[source]
        source: toml::de::Error,
    },
    /// A pattern cannot be read.
    #[error("rules/{file}, rule {rule:?}: {source}")]
    Pattern {
        /// Name of the file.
        file: String,
        /// Name of the rule.
        rule: String,
        /// What is wrong.
        #[source]
        source: PatternError,
    },
    /// A field has a value that it cannot have.
    #[error("rules/{file}, rule {rule:?}: {problem}")]
    Value {
        /// Name of the file.
        file: String,
        /// Name of the rule.
        rule: String,
        /// What is wrong.
        problem: String,
    },
}
