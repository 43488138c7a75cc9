//! What kernels find wrong with the elements they are given. It is told when the result reaches the host.

use runmat_value::{Error, Result};

/// A function of which some real numbers have complex results.
pub const COMPLEX: u8 = 1;
/// NaN where a truth value is needed.
pub const NO_TRUTH: u8 = 2;
/// A subscript that is no whole number above 0.
pub const NO_SUBSCRIPT: u8 = 3;
/// A subscript behind the end.
pub const BEYOND: u8 = 4;
/// An angle that is too large.
pub const FAR: u8 = 5;

/// The error of a fault.
///
/// # Errors
/// That of the code, unless it is 0.
pub fn raise(code: u8) -> Result<()> {
    let (identifier, text) = match code {
        0 => return Ok(()),
        COMPLEX => (
            "parallel:gpu:array:ComplexResult",
            "The result for some real elements is complex, which arrays on a device can't be: gather the argument first.",
        ),
        NO_TRUTH => ("MATLAB:nologicalnan", "NaN's cannot be converted to logicals."),
        FAR => (
            "parallel:gpu:array:LargeAngle",
            "Angles beyond a million can't be computed with as doubles on a device: gather them first.",
        ),
        NO_SUBSCRIPT => ("MATLAB:badsubscript", "Array indices must be positive integers or logical values."),
        _ => ("MATLAB:badsubscript", "Index exceeds the number of array elements."),
    };
    Err(Error::new(identifier, text))
}
