//! From kernels to the text of programs in WGSL, and what is given to them.

mod chain;
pub(crate) mod forms;

use runmat_value::device::kernel::Lane;

/// Threads of a workgroup.
pub(crate) const GROUP: u32 = 256;

/// The type of a lane.
pub(crate) fn type_of(lane: Lane) -> &'static str {
    match lane {
        Lane::F32 => "f32",
        Lane::F64 => "f64",
        Lane::I32 => "i32",
        Lane::U32 => "u32",
    }
}

/// Functions of 32-bit floats.
pub(crate) const MATH32: &str = include_str!("math32.wgsl");
/// Functions of 64-bit floats.
pub(crate) const MATH64: &str = include_str!("math64.wgsl");
