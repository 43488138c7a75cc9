//! Which language a text is written in.

/// The language of a text: the one value on which every difference between the two depends.
///
/// Syntax that means the same in one and nothing in the other is read in both; this value decides only
/// where they clash, and how a diagnostic is worded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// MATLAB.
    Matlab,
    /// GNU Octave.
    Octave,
}

impl Dialect {
    /// Whether this is Octave.
    pub fn is_octave(self) -> bool {
        self == Dialect::Octave
    }
}
