//! The table of differences that `assert` shows.

/// One difference.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Where: `()`, `(2,1)`, `.`, `[]`, `{}`, `@`.
    pub place: String,
    /// What was found.
    pub observed: String,
    /// What should have been.
    pub expected: String,
    /// In words.
    pub reason: String,
}

impl Difference {
    /// A difference of kind: no values to show.
    pub fn kind(place: &str, reason: impl Into<String>) -> Self {
        Difference::new(place, "O", "E", reason)
    }

    /// A difference.
    pub fn new(place: &str, observed: &str, expected: &str, reason: impl Into<String>) -> Self {
        Difference { place: place.into(), observed: observed.into(), expected: expected.into(), reason: reason.into() }
    }
}

/// The whole message.
pub fn table(arguments: &str, differences: &[Difference]) -> String {
    let mut text = format!("ASSERT errors for:  assert {arguments}\n\n  Location  |  Observed  |  Expected  |  Reason");
    for d in differences {
        text.push('\n');
        text.push_str(&line(d));
    }
    text
}

/// One line; the first three columns are centred.
fn line(d: &Difference) -> String {
    let mut out = String::new();
    let mut width = 0;
    let mut put = |start: usize, s: &str| {
        while width < start {
            out.push(' ');
            width += 1;
        }
        out.push_str(s);
        width += s.chars().count();
    };
    let centred = |middle: usize, s: &str| middle.saturating_sub(s.chars().count().saturating_sub(1) / 2);
    put(centred(5, &d.place), &d.place);
    put(centred(18, &d.observed), &d.observed);
    put(centred(31, &d.expected), &d.expected);
    put(41, &d.reason);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_centred() {
        let d = Difference::new("(1,1)", "3.1416", "0.001", "Abs err 1 exceeds tol 0 by 1");
        assert_eq!(line(&d), "   (1,1)        3.1416       0.001       Abs err 1 exceeds tol 0 by 1");
    }
}
