//! What stands behind an array on a device: memory, or a computation that has not been made yet.

use super::lanes::{lane_of, packed, unpacked};
use super::term::{Operation, Term, leaf};
use runmat_ignition::CallCx;
use runmat_value::device::kernel::{Bin, Chain, Kernel, Lane, Node, View};
use runmat_value::device::{BufferRef, Content, Device, DeviceArray, DeviceError};
use runmat_value::ledger::Lease;
use runmat_value::{Class, Dims, Error, Result, Value};
use std::any::Any;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};

/// Steps of a chain at most: longer ones are cut.
pub const LONGEST: u32 = 64;
/// Elements of an array at most: kernels count with 32 bits.
const MOST: usize = 1 << 31;

/// The elements of a [`DeviceArray`].
#[derive(Debug)]
pub struct Stored {
    /// How they are stored.
    pub lane: Lane,
    /// The size of the array.
    pub dims: Dims,
    form: Mutex<Form>,
    /// Kernels that have computed it on the way to something else.
    uses: AtomicU32,
}

#[derive(Debug, Clone)]
enum Form {
    Lazy(Arc<Term>),
    Ready(Piece),
}

/// Elements in memory.
#[derive(Debug, Clone)]
pub struct Piece {
    /// Where they lie.
    pub memory: Arc<Memory>,
    /// Number of the first one.
    pub offset: u32,
    /// How far it is to the next one along each dimension; `None` where they lie one behind the other.
    pub strides: Option<Vec<i32>>,
    /// Where faults of the kernels are noted that they come from.
    pub faults: Vec<Arc<Memory>>,
}

/// A buffer that counts in the memory of the run.
#[derive(Debug)]
pub struct Memory {
    /// The buffer.
    pub buffer: BufferRef,
    _lease: Lease,
}

impl Content for Stored {
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// The elements behind an array.
pub fn stored(d: &DeviceArray) -> Result<&Stored> {
    d.content.as_any().downcast_ref::<Stored>().ok_or_else(|| Error::internal("a foreign array on a device"))
}

/// An array on the device, shared.
pub type Array = Arc<DeviceArray>;

/// The session's device.
pub fn device(cx: &CallCx<'_>) -> Result<Arc<dyn Device>> {
    match cx.session.device.as_ref().and_then(|source| source.opened()) {
        Some(opened) => opened.map_err(Error::from),
        None => Err(DeviceError::Missing("this host has none".into()).into()),
    }
}

/// Forgets a device that is lost: the next one who needs one opens it anew.
pub fn failed(cx: &CallCx<'_>, e: DeviceError) -> Error {
    if let (DeviceError::Lost(_), Some(source)) = (&e, &cx.session.device) {
        source.forget();
    }
    e.into()
}

fn made(class: Class, dims: Dims, lane: Lane, form: Form) -> Array {
    let content = Stored { lane, dims: dims.clone(), form: Mutex::new(form), uses: AtomicU32::new(0) };
    Arc::new(DeviceArray { class, dims, content: Arc::new(content) })
}

/// An array that will be computed.
pub fn lazy(class: Class, dims: Dims, term: Arc<Term>) -> Array {
    made(class, dims, term.lane, Form::Lazy(term))
}

/// An array in memory.
pub fn ready(class: Class, dims: Dims, lane: Lane, piece: Piece) -> Array {
    made(class, dims, lane, Form::Ready(piece))
}

/// Memory that counts.
fn counted(cx: &CallCx<'_>, buffer: BufferRef) -> Arc<Memory> {
    let mut lease = Lease::default();
    lease.hold(&cx.session.ledger, buffer.bytes());
    Arc::new(Memory { buffer, _lease: lease })
}

/// Refuses what can't be on the device.
fn admitted(cx: &CallCx<'_>, dims: &Dims, lane: Lane) -> Result<()> {
    if dims.numel() >= MOST {
        return Err(DeviceError::OutOfMemory(dims.numel() as u64 * lane.width()).into());
    }
    cx.reserve(dims, lane.width() as usize)
}

/// Sends an array of the host to the device.
pub fn upload(cx: &mut CallCx<'_>, v: &Value) -> Result<Array> {
    let lane = lane_of(v.class())?;
    let device = device(cx)?;
    if lane == Lane::F64 && !device.info().doubles {
        let text =
            format!("{} has no 64-bit floats: convert to single first, as in gpuArray(single(x)).", device.info().name);
        return Err(DeviceError::Unsupported(text).into());
    }
    let dims = v.dims();
    admitted(cx, &dims, lane)?;
    cx.charge(dims.numel() / 4);
    let bytes = packed(v)?;
    let buffer = device.upload(&bytes).map_err(|e| failed(cx, e))?;
    Ok(ready(v.class(), dims, lane, whole(counted(cx, buffer))))
}

/// All of a buffer.
pub fn whole(memory: Arc<Memory>) -> Piece {
    Piece { memory, offset: 0, strides: None, faults: Vec::new() }
}

/// Numbers that select elements, on the device.
pub fn upload_places(cx: &mut CallCx<'_>, places: &[u32]) -> Result<Arc<Memory>> {
    let bytes: Vec<u8> = places.iter().flat_map(|p| p.to_le_bytes()).collect();
    let buffer = device(cx)?.upload(&bytes).map_err(|e| failed(cx, e))?;
    Ok(counted(cx, buffer))
}

impl Stored {
    fn form(&self) -> Form {
        self.form.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The computation that it waits for, if it does.
    pub fn term(&self) -> Option<Arc<Term>> {
        match self.form() {
            Form::Lazy(term) => Some(term),
            Form::Ready(_) => None,
        }
    }

    /// Has it computed, if it has not been.
    pub fn piece(&self, cx: &mut CallCx<'_>) -> Result<Piece> {
        let term = match self.form() {
            Form::Ready(piece) => return Ok(piece),
            Form::Lazy(term) => term,
        };
        let built = build(cx, &term, &self.dims)?;
        let piece = built.run(cx, &self.dims, self.lane, Kernel::Map)?;
        *self.form.lock().unwrap_or_else(PoisonError::into_inner) = Form::Ready(piece.clone());
        Ok(piece)
    }

    /// Its elements one behind the other.
    pub fn plain(&self, cx: &mut CallCx<'_>) -> Result<Piece> {
        let piece = self.piece(cx)?;
        if piece.strides.is_none() {
            return Ok(piece);
        }
        let copy = leaf_of(self, piece);
        build(cx, &copy, &self.dims)?.run(cx, &self.dims, self.lane, Kernel::Map)
    }
}

/// A computation that is an array.
fn leaf_of(s: &Stored, piece: Piece) -> Arc<Term> {
    leaf(&ready(Class::Double, s.dims.clone(), s.lane, piece)).expect("made here")
}

/// A chain, and where its faults are.
pub struct Built {
    /// What a kernel computes for each element.
    pub chain: Chain,
    faults: Vec<Arc<Memory>>,
}

impl Built {
    /// Runs a kernel made of the chain; its result of a size.
    pub fn run(
        self,
        cx: &mut CallCx<'_>,
        dims: &Dims,
        lane: Lane,
        kernel: impl FnOnce(Chain) -> Kernel,
    ) -> Result<Piece> {
        let faults = joined(cx, self.faults)?;
        let memory = run(cx, dims, lane, kernel(self.chain))?;
        Ok(Piece { memory, offset: 0, strides: None, faults })
    }
}

/// Many places of faults made one.
fn joined(cx: &mut CallCx<'_>, faults: Vec<Arc<Memory>>) -> Result<Vec<Arc<Memory>>> {
    const MANY: usize = 8;
    if faults.len() <= MANY {
        return Ok(faults);
    }
    let word = |m: Arc<Memory>| ready(Class::Uint32, Dims::scalar(), Lane::U32, whole(m));
    let mut all = faults.into_iter().map(word);
    let mut worst = all.next().expect("there are many");
    for next in all {
        let t = super::term::bin(Bin::Max, &leaf(&worst)?, &leaf(&next)?);
        worst = super::elementwise::finished(cx, Class::Uint32, Dims::scalar(), t)?;
    }
    Ok(vec![stored(&worst)?.piece(cx)?.memory])
}

/// Runs a kernel; its result, of a size.
pub fn run(cx: &mut CallCx<'_>, dims: &Dims, lane: Lane, kernel: Kernel) -> Result<Arc<Memory>> {
    admitted(cx, dims, lane)?;
    cx.charge(64 + dims.numel() / 64);
    let device = device(cx)?;
    let buffer = match dims.is_empty() {
        true => device.upload(&[0; 8]),
        false => device.run(&kernel),
    };
    let buffer = buffer.map_err(|e| failed(cx, e))?;
    Ok(counted(cx, buffer))
}

/// The chain of a computation over a shape.
pub fn build(cx: &mut CallCx<'_>, term: &Arc<Term>, dims: &Dims) -> Result<Built> {
    let mut walk = Walk {
        dims,
        known: HashMap::new(),
        views: Vec::new(),
        chain: empty_chain(term.lane),
        faults: Vec::new(),
        flags: false,
    };
    walk.visit(cx, term)?;
    let Walk { views, mut chain, mut faults, flags, .. } = walk;
    if flags {
        let flag = upload_places(cx, &[0])?;
        chain.faults = Some(flag.buffer.clone());
        faults.push(flag);
    }
    let (shape, strides) = merged(dims, views.iter().map(|v| v.strides.clone()).collect());
    chain.shape = shape;
    chain.inputs = views.into_iter().zip(strides).map(|(v, strides)| View { strides, ..v }).collect();
    Ok(Built { chain, faults })
}

fn empty_chain(lane: Lane) -> Chain {
    Chain { shape: Vec::new(), inputs: Vec::new(), scalars: Vec::new(), nodes: Vec::new(), lane, faults: None }
}

struct Walk<'a> {
    dims: &'a Dims,
    /// Numbers of the steps of terms and arrays that have been met.
    known: HashMap<*const (), u16>,
    /// With the strides of all dimensions, in place of those of the merged shape.
    views: Vec<View>,
    chain: Chain,
    faults: Vec<Arc<Memory>>,
    flags: bool,
}

impl Walk<'_> {
    fn visit(&mut self, cx: &mut CallCx<'_>, term: &Arc<Term>) -> Result<u16> {
        let key = Arc::as_ptr(term).cast::<()>();
        if let Some(&k) = self.known.get(&key) {
            return Ok(k);
        }
        let node = match &term.operation {
            Operation::Array(d) => {
                let k = self.array(cx, d)?;
                self.known.insert(key, k);
                return Ok(k);
            }
            Operation::Scalar(s) => {
                self.chain.scalars.push(*s);
                Node::Scalar(self.chain.scalars.len() as u16 - 1)
            }
            Operation::Place => Node::Place,
            Operation::Un(f, a) => Node::Un(*f, self.visit(cx, a)?),
            Operation::Bin(f, a, b) => Node::Bin(*f, self.visit(cx, a)?, self.visit(cx, b)?),
            Operation::Select(c, a, b) => Node::Select(self.visit(cx, c)?, self.visit(cx, a)?, self.visit(cx, b)?),
            Operation::Cast(a) => Node::Cast(term.lane, self.visit(cx, a)?),
            Operation::Fault(a, c, code) => {
                self.flags = true;
                Node::Fault(self.visit(cx, a)?, self.visit(cx, c)?, *code)
            }
            Operation::Random(normal, a, b) => Node::Random(*normal, self.visit(cx, a)?, self.visit(cx, b)?),
        };
        self.chain.nodes.push(node);
        let k = self.chain.nodes.len() as u16 - 1;
        self.known.insert(key, k);
        Ok(k)
    }

    fn array(&mut self, cx: &mut CallCx<'_>, d: &Array) -> Result<u16> {
        let s = stored(d)?;
        let key = (s as *const Stored).cast::<()>();
        if let Some(&k) = self.known.get(&key) {
            return Ok(k);
        }
        // What is computed on the way to something else for the second time is worth its memory.
        let k = match s.term() {
            Some(term) if s.dims == *self.dims && s.uses.fetch_add(1, Relaxed) == 0 => self.visit(cx, &term)?,
            _ => {
                let piece = s.piece(cx)?;
                self.load(s, piece)
            }
        };
        self.known.insert(key, k);
        Ok(k)
    }

    fn load(&mut self, s: &Stored, piece: Piece) -> u16 {
        let natural = piece.strides.unwrap_or_else(|| natural_strides(&s.dims));
        let n = self.dims.ndims();
        let strides = (0..n).map(|d| if s.dims.dim(d) == 1 { 0 } else { natural.get(d).copied().unwrap_or(0) });
        let strides = Some(strides.collect());
        self.views.push(View { buffer: piece.memory.buffer.clone(), lane: s.lane, offset: piece.offset, strides });
        for f in piece.faults {
            if !self.faults.iter().any(|known| Arc::ptr_eq(known, &f)) {
                self.faults.push(f);
            }
        }
        self.chain.nodes.push(Node::Load(self.views.len() as u16 - 1));
        self.chain.nodes.len() as u16 - 1
    }
}

/// How far it is from one element to the next along each dimension, where they lie one behind the other.
pub fn natural_strides(dims: &Dims) -> Vec<i32> {
    let mut step = 1usize;
    let mut next = |n: usize| {
        let here = step;
        step = step.saturating_mul(n.max(1));
        here as i32
    };
    dims.iter().map(|&n| next(n)).collect()
}

/// Dimensions that all views walk through in one go made one.
fn merged(dims: &Dims, all: Vec<Option<Vec<i32>>>) -> (Vec<u32>, Vec<Option<Vec<i32>>>) {
    let all: Vec<Vec<i32>> = all.into_iter().flatten().collect();
    let mut shape: Vec<u32> = Vec::new();
    let mut kept: Vec<Vec<i32>> = vec![Vec::new(); all.len()];
    for (d, &n) in dims.iter().enumerate().filter(|(_, n)| **n != 1) {
        let joins = shape.last().is_some_and(|&size| {
            all.iter()
                .zip(&kept)
                .all(|(s, k)| i64::from(s[d]) == i64::from(*k.last().expect("as many as sizes")) * i64::from(size))
        });
        match shape.last_mut() {
            Some(last) if joins => *last *= n as u32,
            _ => {
                shape.push(n as u32);
                kept.iter_mut().zip(&all).for_each(|(k, s)| k.push(s[d]));
            }
        }
    }
    if shape.is_empty() {
        shape.push(1);
        kept.iter_mut().for_each(|k| k.push(0));
    }
    let single = shape.len() == 1;
    let size = shape[0];
    // A view of one stretch needs no coordinates.
    let plain = |k: &Vec<i32>| single && (k[0] == 1 || size == 1);
    let strides = kept.into_iter().map(|k| if plain(&k) { None } else { Some(k) }).collect();
    (shape, strides)
}

/// Bytes on their way to the host, of all arrays among `values`; other values stay as they are.
pub fn fetch(
    device: Arc<dyn Device>,
    values: Vec<Value>,
) -> std::pin::Pin<Box<dyn Future<Output = Result<Vec<Value>>> + Send>> {
    let begun: Result<Vec<_>> = values.into_iter().map(|v| begin(&*device, v)).collect();
    Box::pin(async move {
        let mut out = Vec::new();
        for reading in begun? {
            out.push(match reading {
                Reading::Host(v) => v,
                Reading::Device { class, dims, bytes, faults } => {
                    let bytes = match bytes {
                        Some(bytes) => bytes.await.map_err(Error::from)?,
                        None => Vec::new(),
                    };
                    for fault in faults {
                        let word = fault.await.map_err(Error::from)?;
                        super::faults::raise(word[0])?;
                    }
                    unpacked(class, dims, &bytes)
                }
            });
        }
        Ok(out)
    })
}

enum Reading {
    Host(Value),
    Device {
        class: Class,
        dims: Dims,
        bytes: Option<runmat_value::device::Readback>,
        faults: Vec<runmat_value::device::Readback>,
    },
}

fn begin(device: &dyn Device, v: Value) -> Result<Reading> {
    let Value::Device(d) = v else { return Ok(Reading::Host(v)) };
    let s = stored(&d)?;
    let Form::Ready(piece) = s.form() else { return Err(Error::internal("an array is read before it is computed")) };
    let width = s.lane.width();
    let read = || device.read(&piece.memory.buffer, u64::from(piece.offset) * width, s.dims.numel() as u64 * width);
    let bytes = if s.dims.is_empty() { None } else { Some(read()) };
    let faults = piece.faults.iter().map(|f| device.read(&f.buffer, 0, 4)).collect();
    Ok(Reading::Device { class: d.class, dims: d.dims.clone(), bytes, faults })
}
