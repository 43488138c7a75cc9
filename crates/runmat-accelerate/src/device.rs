//! A device: programs compiled once, buffers, work in a queue.

use crate::pool::{Pool, Pooled, Use};
use crate::readback::GpuReadbackAwaitable;
use crate::wgsl::forms::{self, Call, Folding};
use runmat_value::device::kernel::{Chain, Fold, Kernel, Lane, Lines, Node, View};
use runmat_value::device::{BufferRef, Device, DeviceCounts, DeviceError, DeviceInfo, Readback};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};

/// An open `wgpu` device.
pub struct GpuDevice {
    device: wgpu::Device,
    queue: wgpu::Queue,
    info: DeviceInfo,
    pool: Arc<Pool>,
    /// Compiled programs by their text.
    compiled: Mutex<HashMap<String, Arc<wgpu::ComputePipeline>>>,
    dispatches: AtomicU64,
    reading: Arc<AtomicU64>,
    trouble: Arc<Mutex<Option<DeviceError>>>,
    #[cfg(not(target_family = "wasm"))]
    watcher: crate::native::Watcher,
}

impl GpuDevice {
    /// Opens the best device there is.
    ///
    /// # Errors
    /// [`DeviceError::Missing`] where there is none.
    pub async fn open() -> Result<Self, DeviceError> {
        let instance = wgpu::Instance::new(wgpu::InstanceDescriptor::new_without_display_handle());
        let wanted = wgpu::RequestAdapterOptions {
            power_preference: wgpu::PowerPreference::HighPerformance,
            ..wgpu::RequestAdapterOptions::default()
        };
        let adapter = instance.request_adapter(&wanted).await.map_err(|e| DeviceError::Missing(e.to_string()))?;
        let limits = adapter.limits();
        let features = adapter.features() & wgpu::Features::SHADER_F64;
        let described = wgpu::DeviceDescriptor {
            required_features: features,
            required_limits: limits.clone(),
            ..wgpu::DeviceDescriptor::default()
        };
        let opened = adapter.request_device(&described).await;
        let (device, queue) = opened.map_err(|e| DeviceError::Failed(e.to_string()))?;
        let about = adapter.get_info();
        let info = DeviceInfo {
            name: about.name,
            backend: about.backend.to_string(),
            doubles: features.contains(wgpu::Features::SHADER_F64),
            software: about.device_type == wgpu::DeviceType::Cpu,
            largest: limits.max_buffer_size.min(limits.max_storage_buffer_binding_size as u64),
            // The result, words, doubles, faults, and what is taken from or put to take five.
            inputs: (limits.max_storage_buffers_per_shader_stage as usize).saturating_sub(5).min(12),
        };
        let trouble = watch_for_trouble(&device);
        #[cfg(not(target_family = "wasm"))]
        let watcher = crate::native::Watcher::new(device.clone()).map_err(|e| DeviceError::Failed(e.to_string()))?;
        Ok(GpuDevice {
            pool: Pool::new(device.clone(), info.largest),
            device,
            queue,
            info,
            compiled: Mutex::default(),
            dispatches: AtomicU64::new(0),
            reading: Arc::default(),
            trouble,
            #[cfg(not(target_family = "wasm"))]
            watcher,
        })
    }

    /// Gives the device up: whoever uses it from now on is told that it is lost.
    pub fn destroy(&self) {
        self.device.destroy();
        let mut held = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        *held = Some(DeviceError::Lost("it was given up".into()));
    }

    /// What has gone wrong for good.
    fn lost(&self) -> Result<(), DeviceError> {
        let mut trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        match &*trouble {
            None => Ok(()),
            Some(e @ DeviceError::Lost(_)) => Err(e.clone()),
            Some(_) => Err(trouble.take().expect("it is there")),
        }
    }

    fn pipeline(&self, text: &str) -> Result<Arc<wgpu::ComputePipeline>, DeviceError> {
        let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(p) = compiled.get(text) {
            return Ok(p.clone());
        }
        let scope = self.device.push_error_scope(wgpu::ErrorFilter::Validation);
        let source = wgpu::ShaderSource::Wgsl(text.into());
        let module = self.device.create_shader_module(wgpu::ShaderModuleDescriptor { label: None, source });
        let pipeline = self.device.create_compute_pipeline(&wgpu::ComputePipelineDescriptor {
            label: None,
            layout: None,
            module: &module,
            entry_point: Some("main"),
            compilation_options: wgpu::PipelineCompilationOptions::default(),
            cache: None,
        });
        if let Some(e) = at_once(scope.pop()) {
            return Err(DeviceError::Failed(format!("a kernel was refused: {e}")));
        }
        let pipeline = Arc::new(pipeline);
        compiled.insert(text.to_string(), pipeline.clone());
        Ok(pipeline)
    }

    fn allocate(&self, bytes: u64) -> Result<Arc<Pooled>, DeviceError> {
        self.lost()?;
        self.pool.take(Use::Storage, bytes.next_multiple_of(4)).map(Arc::new)
    }

    fn filled(&self, bytes: &[u8]) -> Result<Arc<Pooled>, DeviceError> {
        let buffer = self.allocate(bytes.len() as u64)?;
        self.queue.write_buffer(buffer.raw(), 0, bytes);
        Ok(buffer)
    }

    /// Runs a program; into a new buffer, or into `out`.
    fn dispatch(&self, call: Call, out: Option<Arc<Pooled>>) -> Result<Arc<Pooled>, DeviceError> {
        let out = match out {
            Some(out) => out,
            None => self.allocate(call.bytes)?,
        };
        let pipeline = self.pipeline(&call.text)?;
        let given = &call.given;
        let words = self.filled(&given.words.iter().flat_map(|w| w.to_le_bytes()).collect::<Vec<u8>>())?;
        let mut buffers = vec![words.raw().clone(), out.raw().clone()];
        let doubles = match given.doubles.is_empty() {
            true => None,
            false => Some(self.filled(&given.doubles.iter().flat_map(|x| x.to_le_bytes()).collect::<Vec<u8>>())?),
        };
        buffers.extend(doubles.iter().map(|b| b.raw().clone()));
        for buffer in given.faults.iter().chain(&given.inputs) {
            buffers.push(own(buffer)?.raw().clone());
        }
        let entries: Vec<_> = (0u32..)
            .zip(&buffers)
            .map(|(binding, b)| wgpu::BindGroupEntry { binding, resource: b.as_entire_binding() })
            .collect();
        let layout = pipeline.get_bind_group_layout(0);
        let group = self.device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: None,
            layout: &layout,
            entries: &entries,
        });
        let mut encoder = self.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        {
            let mut pass = encoder.begin_compute_pass(&wgpu::ComputePassDescriptor::default());
            pass.set_pipeline(&pipeline);
            pass.set_bind_group(0, &group, &[]);
            pass.dispatch_workgroups(call.groups[0], call.groups[1], 1);
        }
        self.queue.submit([encoder.finish()]);
        self.dispatches.fetch_add(1, Relaxed);
        self.lost()?;
        Ok(out)
    }

    fn reduce(&self, chain: &Chain, fold: Fold, lines: Lines) -> Result<Arc<Pooled>, DeviceError> {
        let way = Folding::of(fold, lines);
        let out = self.dispatch(forms::reduce(chain, fold, lines, &way)?, None)?;
        if way.pieces == 1 {
            return Ok(out);
        }
        // The pieces of a line lie as far from one another as there are lines.
        let rest = Lines { inner: lines.lines(), count: way.pieces, outer: 1 };
        let pieces = plain(out, chain.lane, rest.count * rest.inner);
        self.reduce(&pieces, fold, rest)
    }

    fn order(&self, chain: &Chain, lines: Lines, descending: bool) -> Result<Arc<Pooled>, DeviceError> {
        let padded = lines.count.next_power_of_two().max(2);
        let mut out = self.dispatch(forms::numbers(lines.lines(), padded), None)?;
        let mut k = 2;
        while k <= padded {
            let mut j = k / 2;
            while j > 0 {
                out = self.dispatch(forms::exchange(chain, lines, padded, k, j, descending)?, Some(out))?;
                j /= 2;
            }
            k *= 2;
        }
        let sorted = View { buffer: out, lane: Lane::U32, offset: 0, strides: None };
        self.dispatch(forms::unpadded(&sorted, lines, padded), None)
    }

    fn computed(&self, kernel: &Kernel) -> Result<Arc<Pooled>, DeviceError> {
        let needs_doubles = |c: &Chain| {
            c.lane == Lane::F64
                || c.inputs.iter().any(|v| v.lane == Lane::F64)
                || c.scalars.iter().any(|s| s.lane() == Lane::F64)
                || c.nodes.iter().any(|n| matches!(n, Node::Cast(Lane::F64, _)))
        };
        let doubles = match kernel {
            Kernel::Multiply { lane, .. } | Kernel::Convolve { lane, .. } => *lane == Lane::F64,
            Kernel::Take { chain, source } => needs_doubles(chain) || source.lane == Lane::F64,
            Kernel::Map(chain)
            | Kernel::Reduce { chain, .. }
            | Kernel::Scan { chain, .. }
            | Kernel::Put { chain, .. }
            | Kernel::Compact { chain, .. }
            | Kernel::Order { chain, .. } => needs_doubles(chain),
        };
        if doubles && !self.info.doubles {
            let text = "This device has no 64-bit floats: convert doubles to single before they go to it.";
            return Err(DeviceError::Unsupported(text.into()));
        }
        match kernel {
            Kernel::Map(chain) => self.dispatch(forms::map(chain)?, None),
            Kernel::Reduce { chain, fold, lines } => self.reduce(chain, *fold, *lines),
            Kernel::Scan { chain, fold, lines } => self.dispatch(forms::scan(chain, *fold, *lines)?, None),
            Kernel::Take { chain, source } => self.dispatch(forms::take(chain, source)?, None),
            Kernel::Put { base, length, chain, places } => {
                let whole = Chain { inputs: vec![base.clone()], ..loaded(base.lane, *length) };
                let out = self.dispatch(forms::map(&whole)?, None)?;
                self.dispatch(forms::scatter(chain, places)?, Some(out))
            }
            Kernel::Compact { chain, ranks, count } => self.dispatch(forms::compact(chain, ranks, *count)?, None),
            Kernel::Order { chain, lines, descending } => self.order(chain, *lines, *descending),
            Kernel::Multiply { a, b, m, k, n, lane } => self.dispatch(forms::multiply(a, b, [*m, *k, *n], *lane), None),
            Kernel::Convolve { a, a_size, b, b_size, first, size, lane } => {
                self.dispatch(forms::convolve((a, *a_size), (b, *b_size), *first, *size, *lane), None)
            }
        }
    }
}

/// What goes wrong where nobody waits for it is kept for who comes next.
fn watch_for_trouble(device: &wgpu::Device) -> Arc<Mutex<Option<DeviceError>>> {
    let trouble: Arc<Mutex<Option<DeviceError>>> = Arc::default();
    let note = |place: &Arc<Mutex<Option<DeviceError>>>, e: DeviceError| {
        let mut held = place.lock().unwrap_or_else(PoisonError::into_inner);
        if !matches!(*held, Some(DeviceError::Lost(_))) {
            *held = Some(e);
        }
    };
    let theirs = trouble.clone();
    device.set_device_lost_callback(move |_, why| note(&theirs, DeviceError::Lost(why)));
    let theirs = trouble.clone();
    device.on_uncaptured_error(Arc::new(move |e| {
        let e = match e {
            wgpu::Error::OutOfMemory { .. } => DeviceError::OutOfMemory(0),
            other => DeviceError::Failed(other.to_string()),
        };
        note(&theirs, e);
    }));
    trouble
}

/// What a future has, if it is there: errors of native drivers are.
fn at_once<T>(future: impl Future<Output = Option<T>>) -> Option<T> {
    let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
    match std::pin::pin!(future).poll(&mut cx) {
        std::task::Poll::Ready(found) => found,
        std::task::Poll::Pending => None,
    }
}

fn own(buffer: &BufferRef) -> Result<&Pooled, DeviceError> {
    let foreign = || DeviceError::Failed("an array of another device was met".into());
    buffer.as_any().downcast_ref::<Pooled>().ok_or_else(foreign)
}

/// A chain that is one array.
fn plain(buffer: Arc<Pooled>, lane: Lane, n: u32) -> Chain {
    let view = View { buffer, lane, offset: 0, strides: None };
    Chain { inputs: vec![view], ..loaded(lane, n) }
}

fn loaded(lane: Lane, n: u32) -> Chain {
    Chain { shape: vec![n], inputs: Vec::new(), scalars: Vec::new(), nodes: vec![Node::Load(0)], lane, faults: None }
}

impl Device for GpuDevice {
    fn info(&self) -> &DeviceInfo {
        &self.info
    }

    fn counts(&self) -> DeviceCounts {
        DeviceCounts {
            dispatches: self.dispatches.load(Relaxed),
            compiled: self.compiled.lock().unwrap_or_else(PoisonError::into_inner).len() as u64,
            used: self.pool.used(),
            kept: self.pool.kept(),
            reading: self.reading.load(Relaxed),
        }
    }

    fn upload(&self, bytes: &[u8]) -> Result<BufferRef, DeviceError> {
        Ok(self.filled(bytes)?)
    }

    fn run(&self, kernel: &Kernel) -> Result<BufferRef, DeviceError> {
        Ok(self.computed(kernel)?)
    }

    fn read(&self, buffer: &BufferRef, from: u64, bytes: u64) -> Readback {
        let begun = || -> Result<GpuReadbackAwaitable, DeviceError> {
            self.lost()?;
            let staging = self.pool.take(Use::Staging, bytes)?;
            let mut encoder = self.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
            encoder.copy_buffer_to_buffer(own(buffer)?.raw(), from, staging.raw(), 0, bytes);
            let submission = self.queue.submit([encoder.finish()]);
            let trouble = self.trouble.clone();
            let lost = Arc::new(move || trouble.lock().unwrap_or_else(PoisonError::into_inner).clone());
            let reading = GpuReadbackAwaitable::begin(staging, bytes, self.reading.clone(), lost);
            #[cfg(not(target_family = "wasm"))]
            self.watcher.watch(submission);
            #[cfg(target_family = "wasm")]
            drop(submission);
            Ok(reading)
        };
        match begun() {
            Ok(reading) => Box::pin(reading),
            Err(e) => Box::pin(std::future::ready(Err(e))),
        }
    }

    fn trim(&self) {
        self.pool.trim();
    }
}
