//! Values as the command window shows them, in both dialects and all number formats.

mod format;
mod matlab;
mod number;
mod octave;
#[cfg(test)]
mod tests;

pub use format::{Format, Style};
pub use number::{is_missing_number, rat};

use crate::dims::Dims;
use crate::value::Value;
use runmat_syntax::Dialect;

/// What a statement without semicolon prints for a variable, its name included.
pub fn display(name: &str, v: &Value, format: &Format, dialect: Dialect) -> String {
    if dialect.is_octave() { octave::display(name, v, format) } else { matlab::display(name, v, format) }
}

/// What `disp` prints, the final newline included.
pub fn disp(v: &Value, format: &Format, dialect: Dialect) -> String {
    if dialect.is_octave() { octave::disp(v, format) } else { matlab::disp(v, format) }
}

/// A value in one line, as MATLAB shows fields of structs.
pub fn one_line(v: &Value, format: &Format) -> String {
    matlab::one_line(v, format)
}

/// A value in one line, as a workspace browser lists it: the elements of small arrays, else size and class.
pub fn preview(v: &Value, format: &Format) -> String {
    matlab::preview(v, format)
}

/// The elements of a cell or string array, or of numbers, as columns of tables show them; those of cells with
/// braces, all of a column of one width.
pub fn column_items(v: &Value, format: &Format) -> Vec<String> {
    matlab::column_items(v, format)
}

/// `:,:,2,1`: the subscripts of page `k` of an array with more than two dimensions.
fn page_subscripts(dims: &Dims, k: usize) -> String {
    let mut rest = k;
    let mut text = String::from(":,:");
    for &d in &dims[2..] {
        text.push_str(&format!(",{}", rest % d + 1));
        rest /= d;
    }
    text
}

/// What stands in the display of containers for an array on a device: its elements are not at hand.
pub(crate) fn on_device(d: &crate::device::DeviceArray) -> String {
    let sizes: Vec<String> = d.dims.iter().map(|n| n.to_string()).collect();
    format!("{} {} gpuArray", sizes.join("x"), d.class.name())
}
