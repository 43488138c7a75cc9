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

    /// The words that can't be names.
    pub fn reserved_words(self) -> &'static [&'static str] {
        match self {
            Dialect::Matlab => MATLAB_WORDS,
            Dialect::Octave => OCTAVE_WORDS,
        }
    }
}

/// Words that are no names in Octave.
const OCTAVE_WORDS: &[&str] = &[
    "break",
    "case",
    "catch",
    "continue",
    "do",
    "else",
    "elseif",
    "end",
    "end_try_catch",
    "end_unwind_protect",
    "endfor",
    "endfunction",
    "endif",
    "endparfor",
    "endswitch",
    "endwhile",
    "for",
    "function",
    "global",
    "if",
    "otherwise",
    "parfor",
    "persistent",
    "return",
    "switch",
    "try",
    "until",
    "unwind_protect",
    "unwind_protect_cleanup",
    "while",
    "__FILE__",
    "__LINE__",
];

/// Words that are no names in MATLAB.
const MATLAB_WORDS: &[&str] = &[
    "break",
    "case",
    "catch",
    "classdef",
    "continue",
    "else",
    "elseif",
    "end",
    "for",
    "function",
    "global",
    "if",
    "otherwise",
    "parfor",
    "persistent",
    "return",
    "spmd",
    "switch",
    "try",
    "while",
];
