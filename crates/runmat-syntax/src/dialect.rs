//! Which language is spoken.

/// The one value that decides wherever MATLAB and Octave differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Dialect {
    /// MATLAB, R2024b and later.
    #[default]
    Matlab,
    /// GNU Octave.
    Octave,
}

impl Dialect {
    /// Whether this is [`Dialect::Octave`].
    pub fn is_octave(self) -> bool {
        self == Dialect::Octave
    }
}
