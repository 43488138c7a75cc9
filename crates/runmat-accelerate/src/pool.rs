//! Buffers that are used again: each goes back to its pool when the last reference to it goes.

use runmat_value::device::DeviceError;
use std::any::Any;
use std::collections::HashMap;
use std::future::Future;
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

/// Bytes kept at most.
const KEEP: u64 = 256 << 20;
/// The smallest buffer.
const LEAST: u64 = 256;

/// What a buffer is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Use {
    /// Data of kernels.
    Storage,
    /// Bytes on their way back.
    Staging,
}

impl Use {
    fn usages(self) -> wgpu::BufferUsages {
        use wgpu::BufferUsages as U;
        match self {
            Use::Storage => U::STORAGE | U::COPY_SRC | U::COPY_DST,
            Use::Staging => U::MAP_READ | U::COPY_DST,
        }
    }
}

/// Free buffers by use and size, and how much is in use.
pub(crate) struct Pool {
    device: wgpu::Device,
    largest: u64,
    free: Mutex<HashMap<(Use, u64), Vec<wgpu::Buffer>>>,
    used: AtomicU64,
    kept: AtomicU64,
}

/// A buffer of a pool.
pub(crate) struct Pooled {
    raw: Option<wgpu::Buffer>,
    bytes: u64,
    kind: (Use, u64),
    pool: Arc<Pool>,
}

impl std::fmt::Debug for Pooled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "buffer of {} bytes", self.bytes)
    }
}

impl Pool {
    pub fn new(device: wgpu::Device, largest: u64) -> Arc<Self> {
        let free = Mutex::default();
        Arc::new(Pool { device, largest, free, used: AtomicU64::new(0), kept: AtomicU64::new(0) })
    }

    pub fn used(&self) -> u64 {
        self.used.load(Relaxed)
    }

    pub fn kept(&self) -> u64 {
        self.kept.load(Relaxed)
    }

    /// A buffer of at least so many bytes; what is in it is not known.
    pub fn take(self: &Arc<Self>, kind: Use, bytes: u64) -> Result<Pooled, DeviceError> {
        let size = class_of(bytes);
        if bytes > self.largest {
            return Err(DeviceError::OutOfMemory(bytes));
        }
        let size = size.min(self.largest);
        let held = self.free.lock().unwrap_or_else(PoisonError::into_inner).get_mut(&(kind, size)).and_then(Vec::pop);
        let raw = match held {
            Some(raw) => {
                self.kept.fetch_sub(size, Relaxed);
                raw
            }
            None => match self.create(kind, size) {
                Ok(raw) => raw,
                // What is kept may be what is missing.
                Err(_) if self.kept() > 0 => {
                    self.trim();
                    self.create(kind, size)?
                }
                Err(e) => return Err(e),
            },
        };
        self.used.fetch_add(size, Relaxed);
        Ok(Pooled { raw: Some(raw), bytes, kind: (kind, size), pool: self.clone() })
    }

    fn create(&self, kind: Use, size: u64) -> Result<wgpu::Buffer, DeviceError> {
        let scope = self.device.push_error_scope(wgpu::ErrorFilter::OutOfMemory);
        let usage = kind.usages();
        let raw =
            self.device.create_buffer(&wgpu::BufferDescriptor { label: None, size, usage, mapped_at_creation: false });
        // Native drivers know at once; in pages it is told later, to the handler of errors.
        match pin!(scope.pop()).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(Some(_)) => Err(DeviceError::OutOfMemory(size)),
            _ => Ok(raw),
        }
    }

    /// Gives back what is kept.
    pub fn trim(&self) {
        let all = std::mem::take(&mut *self.free.lock().unwrap_or_else(PoisonError::into_inner));
        for ((_, size), buffers) in all {
            self.kept.fetch_sub(size * buffers.len() as u64, Relaxed);
            buffers.iter().for_each(wgpu::Buffer::destroy);
        }
    }

    fn give_back(&self, (kind, size): (Use, u64), raw: wgpu::Buffer) {
        self.used.fetch_sub(size, Relaxed);
        if self.kept() + size > KEEP {
            raw.destroy();
            return;
        }
        self.kept.fetch_add(size, Relaxed);
        self.free.lock().unwrap_or_else(PoisonError::into_inner).entry((kind, size)).or_default().push(raw);
    }
}

/// Sizes come in steps of a quarter of a power of two, so that buffers fit one another.
fn class_of(bytes: u64) -> u64 {
    let bytes = bytes.max(LEAST);
    let step = (bytes.next_power_of_two() / 8).max(LEAST);
    bytes.div_ceil(step) * step
}

impl Pooled {
    pub fn raw(&self) -> &wgpu::Buffer {
        self.raw.as_ref().expect("a buffer is there until it is dropped")
    }

    /// A buffer that is not to be used again.
    pub fn discard(mut self) {
        if let Some(raw) = self.raw.take() {
            self.pool.used.fetch_sub(self.kind.1, Relaxed);
            raw.destroy();
        }
    }
}

impl Drop for Pooled {
    fn drop(&mut self) {
        if let Some(raw) = self.raw.take() {
            self.pool.give_back(self.kind, raw);
        }
    }
}

impl runmat_value::device::Buffer for Pooled {
    fn bytes(&self) -> u64 {
        self.bytes
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}
