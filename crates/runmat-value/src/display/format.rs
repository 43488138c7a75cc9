//! The state behind the `format` command.

use crate::error::{Error, Result};
use runmat_syntax::Dialect;

/// How numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// Five significant digits.
    #[default]
    Short,
    /// Sixteen digits (single: eight).
    Long,
    /// Short, with exponent.
    ShortE,
    /// Long, with exponent.
    LongE,
    /// Short, the shorter of fixed and exponent.
    ShortG,
    /// Long, the shorter of fixed and exponent.
    LongG,
    /// Short, exponents that are multiples of three.
    ShortEng,
    /// Long, exponents that are multiples of three.
    LongEng,
    /// Two decimals.
    Bank,
    /// The bits, as hexadecimal digits.
    Hex,
    /// The bits.
    Bit,
    /// Fractions.
    Rat,
    /// The sign only.
    Plus,
    /// Octave's `format free`: no alignment.
    Free,
}

impl Style {
    /// All styles, in order.
    pub const ALL: [Style; 14] = [
        Style::Short,
        Style::Long,
        Style::ShortE,
        Style::LongE,
        Style::ShortG,
        Style::LongG,
        Style::ShortEng,
        Style::LongEng,
        Style::Bank,
        Style::Hex,
        Style::Bit,
        Style::Rat,
        Style::Plus,
        Style::Free,
    ];
}

/// What `format` and related settings say.
#[derive(Debug, Clone, PartialEq)]
pub struct Format {
    /// Number style.
    pub style: Style,
    /// No blank lines around values.
    pub compact: bool,
    /// Width of the window in columns.
    pub width: usize,
    /// Significant digits when set apart from the style (Octave's `output_precision`).
    pub precision: Option<usize>,
    /// Octave's `fixed_point_format`: a common scale factor.
    pub fixed_point: bool,
    /// Whether long rows are split into column blocks.
    pub split_long_rows: bool,
    /// Whether Octave writes the size of empty values.
    pub empty_dimensions: bool,
    /// How many levels of nested structs Octave writes out.
    pub struct_levels: usize,
    /// Capital `E` and hexadecimal digits (Octave's `format uppercase`).
    pub uppercase: bool,
}

impl Default for Format {
    fn default() -> Self {
        Format {
            style: Style::Short,
            compact: false,
            width: 80,
            precision: None,
            fixed_point: false,
            split_long_rows: true,
            empty_dimensions: true,
            struct_levels: 2,
            uppercase: false,
        }
    }
}

/// The words of `format`, in lower case.
const STYLES: &[(&str, Style)] = &[
    ("short", Style::Short),
    ("long", Style::Long),
    ("shorte", Style::ShortE),
    ("longe", Style::LongE),
    ("shortg", Style::ShortG),
    ("longg", Style::LongG),
    ("shorteng", Style::ShortEng),
    ("longeng", Style::LongEng),
    ("bank", Style::Bank),
    ("hex", Style::Hex),
    ("rat", Style::Rat),
    ("+", Style::Plus),
];

/// Words only Octave knows.
const OCTAVE_STYLES: &[(&str, Style)] = &[
    ("bit", Style::Bit),
    ("native-bit", Style::Bit),
    ("native-hex", Style::Hex),
    ("free", Style::Free),
    ("none", Style::Free),
];

impl Format {
    /// Obeys the words after `format`; none of them resets.
    pub fn apply(&mut self, words: &[&str], dialect: Dialect) -> Result<()> {
        if words.is_empty() {
            *self = Format { width: self.width, ..Format::default() };
            return Ok(());
        }
        let mut rest = words.iter().map(|w| w.to_lowercase()).collect::<Vec<_>>().into_iter().peekable();
        let mut next = self.clone();
        while let Some(mut word) = rest.next() {
            let family = matches!(word.as_str(), "short" | "long");
            if let Some(suffix) = rest.next_if(|w| family && matches!(w.as_str(), "e" | "g" | "eng")) {
                word.push_str(&suffix);
            }
            next.word(&word, dialect)?;
        }
        *self = next;
        Ok(())
    }

    fn word(&mut self, word: &str, dialect: Dialect) -> Result<()> {
        match word {
            "compact" => self.compact = true,
            "loose" => self.compact = false,
            "default" if !dialect.is_octave() => *self = Format { width: self.width, ..Format::default() },
            "uppercase" if dialect.is_octave() => self.uppercase = true,
            "lowercase" if dialect.is_octave() => self.uppercase = false,
            _ => {
                let extra: &[_] = if dialect.is_octave() { OCTAVE_STYLES } else { &[] };
                let Some((_, style)) = STYLES.iter().chain(extra).find(|(name, _)| *name == word) else {
                    return Err(unknown(word, dialect));
                };
                self.style = *style;
                self.precision = None;
                self.fixed_point = false;
            }
        }
        Ok(())
    }

    /// The words that lead to this state: style, then spacing, as `format` returns them.
    pub fn words(&self) -> (&'static str, &'static str) {
        let all = STYLES.iter().chain(OCTAVE_STYLES);
        let style = all.into_iter().find(|(_, s)| *s == self.style).map_or("short", |(name, _)| name);
        (style, if self.compact { "compact" } else { "loose" })
    }

    /// Whether the style belongs to the long family.
    pub fn is_long(&self) -> bool {
        matches!(self.style, Style::Long | Style::LongE | Style::LongG | Style::LongEng)
    }

    /// Significant digits for a float class of which `most` are meaningful.
    pub(super) fn digits(&self, most: usize) -> usize {
        self.precision.unwrap_or(if self.is_long() { 16 } else { 5 }).clamp(1, most)
    }
}

fn unknown(word: &str, dialect: Dialect) -> Error {
    if dialect.is_octave() {
        Error::msg(format!("format: unrecognized format state '{word}'"))
    } else {
        Error::new("MATLAB:format:UnknownOption", "Unknown command option.")
    }
}
