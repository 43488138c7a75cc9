//! Computing on graphics processors: the driver of `wgpu` devices behind [`runmat_value::device::Device`].
//!
//! From above comes what is to be computed, as data ([`runmat_value::device::kernel`]); it becomes a program in WGSL
//! (`wgsl`), compiled once for each structure (`device`), on buffers that are used again (`pool`). Results come back by a
//! future that the device's callback wakes ([`GpuReadbackAwaitable`]). Nothing here knows of sessions or of the machine
//! that runs programs.

#![deny(unsafe_code)]

mod device;
#[cfg(not(target_family = "wasm"))]
mod native;
mod pool;
mod readback;
mod source;
#[cfg(test)]
mod tests;
mod wgsl;

pub use device::GpuDevice;
pub use readback::GpuReadbackAwaitable;
pub use source::GpuSource;
