//! Bytes on their way from a device.

use crate::pool::Pooled;
use runmat_async::oneshot::{self, Receiver};
use runmat_value::device::DeviceError;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::task::{Context, Poll};

/// What is awaited while bytes come back from a device. The device's callback wakes it, once; until then it is pending.
/// Dropping it gives the bytes up and unmaps the buffer.
pub struct GpuReadbackAwaitable {
    mapped: Receiver<Result<(), wgpu::BufferAsyncError>>,
    staging: Option<Pooled>,
    bytes: u64,
    under_way: Arc<AtomicU64>,
    lost: Arc<dyn Fn() -> Option<DeviceError> + Send + Sync>,
}

impl GpuReadbackAwaitable {
    /// Maps a staging buffer that a copy has been queued for.
    pub(crate) fn begin(
        staging: Pooled,
        bytes: u64,
        under_way: Arc<AtomicU64>,
        lost: Arc<dyn Fn() -> Option<DeviceError> + Send + Sync>,
    ) -> Self {
        let (sender, mapped) = oneshot::channel();
        under_way.fetch_add(1, Relaxed);
        staging.raw().slice(..bytes).map_async(wgpu::MapMode::Read, move |result| {
            // Nobody may be waiting any more.
            let _ = sender.send(result);
        });
        GpuReadbackAwaitable { mapped, staging: Some(staging), bytes, under_way, lost }
    }

    fn take(&mut self) -> Result<Vec<u8>, DeviceError> {
        let staging = self.staging.take().ok_or_else(|| DeviceError::Failed("bytes are read twice".into()))?;
        let view = staging.raw().slice(..self.bytes).get_mapped_range();
        let bytes = view.map(|view| view.to_vec()).map_err(|e| DeviceError::Failed(e.to_string()));
        staging.raw().unmap();
        bytes
    }
}

impl Future for GpuReadbackAwaitable {
    type Output = Result<Vec<u8>, DeviceError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        match Pin::new(&mut this.mapped).poll(cx) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(Ok(Ok(()))) => Poll::Ready(this.take()),
            Poll::Ready(_) => {
                let why = (this.lost)().unwrap_or_else(|| DeviceError::Failed("its memory could not be read".into()));
                Poll::Ready(Err(why))
            }
        }
    }
}

impl Drop for GpuReadbackAwaitable {
    fn drop(&mut self) {
        self.under_way.fetch_sub(1, Relaxed);
        if let Some(staging) = self.staging.take() {
            // It may be mapped, or about to be: not for the pool.
            staging.raw().unmap();
            staging.discard();
        }
    }
}
