//! Arrays that lie on a device, and what a device does: a few verbs, and kernels described as data.
//!
//! This is all that the library and a driver of devices know of each other. The library decides what is computed
//! ([`kernel`]); a driver ([`Device`]) has it computed and hands bytes out.

pub mod kernel;

use crate::class::Class;
use crate::dims::Dims;
use kernel::Kernel;
use std::any::Any;
use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// An array on a device. What it holds there is the library's to know.
#[derive(Debug)]
pub struct DeviceArray {
    /// The class of its elements.
    pub class: Class,
    /// Its size.
    pub dims: Dims,
    /// Where its elements are, or how they are computed.
    pub content: Arc<dyn Content>,
}

/// The error where elements are needed that are on a device, and nobody is there who could wait for them.
#[cold]
pub fn not_at_hand() -> crate::Error {
    let text = "The elements of this array are on a device: gather it first.";
    crate::Error::new("parallel:gpu:array:NotAtHand", text)
}

/// What stands behind a [`DeviceArray`].
pub trait Content: Debug + Send + Sync {
    /// For who knows the type.
    fn as_any(&self) -> &dyn Any;
}

/// Memory of a device. It is free again when the last copy of the reference goes.
pub trait Buffer: Debug + Send + Sync {
    /// Its size.
    fn bytes(&self) -> u64;
    /// For the driver it is of.
    fn as_any(&self) -> &dyn Any;
}

/// A shared piece of a device's memory.
pub type BufferRef = Arc<dyn Buffer>;

/// Why a device did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeviceError {
    /// There is none.
    Missing(String),
    /// It has no room for so many bytes.
    OutOfMemory(u64),
    /// It is gone: removed, reset, or its driver has failed.
    Lost(String),
    /// It can't do this.
    Unsupported(String),
    /// Anything else, in the driver's words.
    Failed(String),
}

impl From<DeviceError> for crate::Error {
    fn from(e: DeviceError) -> Self {
        let (identifier, text) = match e {
            DeviceError::Missing(why) => ("parallel:gpu:device:NoDevice", format!("There is no GPU device: {why}.")),
            DeviceError::OutOfMemory(bytes) => {
                ("parallel:gpu:array:OOM", format!("Out of memory on device: there is no room for {bytes} bytes."))
            }
            DeviceError::Lost(why) => ("parallel:gpu:device:Lost", format!("The GPU device was lost: {why}.")),
            DeviceError::Unsupported(what) => ("parallel:gpu:device:Unsupported", what),
            DeviceError::Failed(why) => ("parallel:gpu:device:Failed", format!("The GPU device has failed: {why}.")),
        };
        crate::Error::new(identifier, text)
    }
}

/// What a device is and can do.
#[derive(Debug, Clone, PartialEq)]
pub struct DeviceInfo {
    /// Its name.
    pub name: String,
    /// How it is reached: Vulkan, Metal, …
    pub backend: String,
    /// Computes with 64-bit floats.
    pub doubles: bool,
    /// Computed by a processor.
    pub software: bool,
    /// Bytes of its largest buffer.
    pub largest: u64,
    /// Arrays that one kernel may read at most.
    pub inputs: usize,
}

/// What a device has done so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DeviceCounts {
    /// Kernels started.
    pub dispatches: u64,
    /// Kernels compiled.
    pub compiled: u64,
    /// Bytes in buffers that are in use.
    pub used: u64,
    /// Bytes in buffers kept to be used again.
    pub kept: u64,
    /// Readbacks under way.
    pub reading: u64,
}

/// Bytes on their way from a device: a future that is woken when they are there. Dropping it gives them up.
pub type Readback = Pin<Box<dyn Future<Output = Result<Vec<u8>, DeviceError>> + Send>>;

/// A device. Nothing here waits: work is queued in the order of the calls.
pub trait Device: Send + Sync {
    /// What it is.
    fn info(&self) -> &DeviceInfo;
    /// What it has done.
    fn counts(&self) -> DeviceCounts;
    /// A buffer with this content; its size is a multiple of four.
    ///
    /// # Errors
    /// [`DeviceError::OutOfMemory`], [`DeviceError::Lost`].
    fn upload(&self, bytes: &[u8]) -> Result<BufferRef, DeviceError>;
    /// Has a kernel run; its result.
    ///
    /// # Errors
    /// Also [`DeviceError::Unsupported`] where the kernel needs what the device lacks.
    fn run(&self, kernel: &Kernel) -> Result<BufferRef, DeviceError>;
    /// Fetches `bytes` from byte `from` on.
    fn read(&self, buffer: &BufferRef, from: u64, bytes: u64) -> Readback;
    /// Gives memory back that is kept to be used again.
    fn trim(&self);
}

/// A device being opened.
pub type Opening = Pin<Box<dyn Future<Output = Result<Arc<dyn Device>, DeviceError>> + Send>>;

/// Where a session gets its device from. It is opened when it is first needed.
pub trait DeviceSource: Send + Sync {
    /// The device, if it has been opened; why not, if that has failed.
    fn opened(&self) -> Option<Result<Arc<dyn Device>, DeviceError>>;
    /// Opens it, or waits for somebody else's opening it.
    fn open(&self) -> Opening;
    /// Forgets a device that was lost, so that it is opened anew.
    fn forget(&self);
}
