//! What an unsuppressed statement prints.

/// How numbers are shown.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Format {}
