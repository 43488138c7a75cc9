//! Sort keys: every real number, char and logical as an unsigned integer of the same order, and a radix
//! sort of them that can stop between blocks.

use runmat_value::{Char, Class, Dims, Element, NdArray, Value};

const TOP: u64 = 1 << 63;

/// Key of a double; NaNs lie above all numbers.
#[inline(always)]
pub fn of_f64(x: f64) -> u64 {
    let bits = if x.is_nan() { x.to_bits() & !TOP } else { x.to_bits() };
    if bits & TOP != 0 { !bits } else { bits | TOP }
}

/// As [`of_f64`], with all NaNs equal and -0 equal to 0.
#[inline(always)]
pub fn merged(x: f64) -> u64 {
    if x.is_nan() { u64::MAX } else { of_f64(x + 0.0) }
}

/// The double with this key.
#[inline(always)]
pub fn to_f64(key: u64) -> f64 {
    f64::from_bits(if key & TOP != 0 { key & !TOP } else { !key })
}

/// Elements that have keys.
pub trait Keyed: Element + Copy {
    /// The key.
    fn key(self) -> u64;
    /// The key under which equal elements are one.
    fn merged_key(self) -> u64 {
        self.key()
    }
    /// The element of a key.
    fn from_key(key: u64) -> Self;
}

impl Keyed for f64 {
    #[inline(always)]
    fn key(self) -> u64 {
        of_f64(self)
    }
    #[inline(always)]
    fn merged_key(self) -> u64 {
        merged(self)
    }
    #[inline(always)]
    fn from_key(key: u64) -> Self {
        to_f64(key)
    }
}

impl Keyed for f32 {
    fn key(self) -> u64 {
        of_f64(self as f64)
    }
    fn merged_key(self) -> u64 {
        merged(self as f64)
    }
    fn from_key(key: u64) -> Self {
        to_f64(key) as f32
    }
}

macro_rules! keyed_unsigned {
    ($($t:ty)*) => {$(impl Keyed for $t {
        fn key(self) -> u64 { self as u64 }
        fn from_key(key: u64) -> Self { key as $t }
    })*};
}

macro_rules! keyed_signed {
    ($($t:ty)*) => {$(impl Keyed for $t {
        fn key(self) -> u64 { (self as i64 as u64) ^ TOP }
        fn from_key(key: u64) -> Self { (key ^ TOP) as i64 as $t }
    })*};
}

keyed_unsigned!(u8 u16 u32 u64);
keyed_signed!(i8 i16 i32 i64);

impl Keyed for bool {
    fn key(self) -> u64 {
        self as u64
    }
    fn from_key(key: u64) -> Self {
        key != 0
    }
}

impl Keyed for Char {
    fn key(self) -> u64 {
        self.0 as u64
    }
    fn from_key(key: u64) -> Self {
        Char(key as u16)
    }
}

/// Runs the body with the element type of data that has keys.
macro_rules! by_keyed {
    ($v:expr, $t:ident => $body:expr, else => $other:expr) => {{
        use runmat_value::Value as V;
        match $v {
            V::Num(_) | V::F64(_) => {
                type $t = f64;
                $body
            }
            V::Bool(_) | V::Bools(_) => {
                type $t = bool;
                $body
            }
            V::Single(_) | V::F32(_) => {
                type $t = f32;
                $body
            }
            V::Char(_) | V::Chars(_) => {
                type $t = runmat_value::Char;
                $body
            }
            V::I8(_) | V::I8s(_) => {
                type $t = i8;
                $body
            }
            V::I16(_) | V::I16s(_) => {
                type $t = i16;
                $body
            }
            V::I32(_) | V::I32s(_) => {
                type $t = i32;
                $body
            }
            V::I64(_) | V::I64s(_) => {
                type $t = i64;
                $body
            }
            V::U8(_) | V::U8s(_) => {
                type $t = u8;
                $body
            }
            V::U16(_) | V::U16s(_) => {
                type $t = u16;
                $body
            }
            V::U32(_) | V::U32s(_) => {
                type $t = u32;
                $body
            }
            V::U64(_) | V::U64s(_) => {
                type $t = u64;
                $body
            }
            _ => $other,
        }
    }};
}
pub(crate) use by_keyed;

/// Keys of all elements, equal elements having equal keys; `None` for values without keys.
pub fn merged_keys(v: &Value) -> Option<Vec<u64>> {
    by_keyed!(v, T => Some(<T as Element>::view(v)?.data().iter().map(|x| x.merged_key()).collect()), else => match v {
        Value::Range(r) => Some((0..r.len()).map(|k| merged(r.get(k))).collect()),
        _ => None,
    })
}

/// An array of a class from keys.
pub fn from_keys(class: Class, dims: Dims, keys: &[u64]) -> Option<Value> {
    fn of<T: Keyed>(dims: Dims, keys: &[u64]) -> Option<Value> {
        Some(NdArray::new(dims, keys.iter().map(|&k| T::from_key(k)).collect()).into())
    }
    by_integer!(class, T => of::<T>(dims, keys), else => match class {
        Class::Double => of::<f64>(dims, keys),
        Class::Single => of::<f32>(dims, keys),
        Class::Logical => of::<bool>(dims, keys),
        Class::Char => of::<Char>(dims, keys),
        _ => None,
    })
}

/// Bits sorted in one pass.
const DIGIT: usize = 11;
/// Values of a digit.
const BUCKETS: usize = 1 << DIGIT;
/// Passes for all bits.
const PASSES: usize = 64_usize.div_ceil(DIGIT);
/// Shorter data are sorted by comparison.
const SHORT: usize = 2048;
/// Elements handled between two looks at the clock.
pub const BLOCK: usize = 1 << 15;

/// A stable radix sort of keys, with the places they came from when wanted.
#[derive(Debug, Default)]
pub struct Radix {
    /// Keys, sorted so far by the lower digits.
    pub keys: Vec<u64>,
    /// Where each key came from; empty when not wanted.
    pub from: Vec<u32>,
    spare_keys: Vec<u64>,
    spare_from: Vec<u32>,
    /// For each pass, how often each digit occurs.
    counts: Vec<u32>,
    /// Next free place of each digit in this pass.
    next: Vec<u32>,
    pass: usize,
    done: usize,
}

impl Radix {
    /// Ready to take keys.
    pub fn new(n: usize) -> Self {
        Radix { keys: Vec::with_capacity(n), counts: vec![0; PASSES * BUCKETS], ..Radix::default() }
    }

    /// Takes further keys.
    pub fn push(&mut self, keys: impl Iterator<Item = u64>) {
        for key in keys {
            for (p, counts) in self.counts.chunks_exact_mut(BUCKETS).enumerate() {
                counts[(key >> (p * DIGIT)) as usize & (BUCKETS - 1)] += 1;
            }
            self.keys.push(key);
        }
    }

    /// Sorts on for about a block; true when all is sorted.
    pub fn step(&mut self, want_from: bool) -> bool {
        let n = self.keys.len();
        while self.next.is_empty() {
            if self.pass == PASSES {
                return true;
            }
            let counts = &self.counts[self.pass * BUCKETS..(self.pass + 1) * BUCKETS];
            if counts.iter().any(|&c| c as usize == n) {
                self.pass += 1;
                continue;
            }
            let running = counts.iter().scan(0, |sum, &c| {
                *sum += c;
                Some(*sum - c)
            });
            self.next = running.collect();
            self.done = 0;
            self.spare_keys.resize(n, 0);
            if want_from {
                self.spare_from.resize(n, 0);
            }
        }
        self.scatter(want_from);
        if self.done == n {
            std::mem::swap(&mut self.keys, &mut self.spare_keys);
            std::mem::swap(&mut self.from, &mut self.spare_from);
            self.next.clear();
            self.pass += 1;
        }
        false
    }

    fn scatter(&mut self, want_from: bool) {
        let end = (self.done + BLOCK).min(self.keys.len());
        let shift = self.pass * DIGIT;
        let first = want_from && self.from.is_empty();
        for k in self.done..end {
            let key = self.keys[k];
            let slot = &mut self.next[(key >> shift) as usize & (BUCKETS - 1)];
            let to = *slot as usize;
            *slot += 1;
            self.spare_keys[to] = key;
            if want_from {
                self.spare_from[to] = if first { k as u32 } else { self.from[k] };
            }
        }
        self.done = end;
    }

    /// The places, also when no pass was needed.
    pub fn finish(mut self, want_from: bool) -> (Vec<u64>, Vec<u32>) {
        if want_from && self.from.is_empty() {
            self.from = (0..self.keys.len() as u32).collect();
        }
        (self.keys, self.from)
    }

    /// As plain values, for a pause.
    pub fn to_values(self) -> [Value; 7] {
        let keys = |v: Vec<u64>| Value::U64s(NdArray::row(v).into());
        let places = |v: Vec<u32>| Value::U32s(NdArray::row(v).into());
        let at = Value::row(vec![self.pass as f64, self.done as f64]);
        [
            keys(self.keys),
            places(self.from),
            keys(self.spare_keys),
            places(self.spare_from),
            places(self.counts),
            places(self.next),
            at,
        ]
    }

    /// Back from plain values; `None` when they are not those of a sort.
    pub fn from_values(values: impl IntoIterator<Item = Value>) -> Option<Self> {
        fn data<T: Element>(v: Option<Value>) -> Option<Vec<T>> {
            T::take(v?).ok().map(NdArray::into_data)
        }
        let mut it = values.into_iter();
        let r = Radix {
            keys: data(it.next())?,
            from: data(it.next())?,
            spare_keys: data(it.next())?,
            spare_from: data(it.next())?,
            counts: data(it.next())?,
            next: data(it.next())?,
            ..Radix::default()
        };
        let at = data::<f64>(it.next())?;
        let (pass, done) = (*at.first()? as usize, *at.get(1)? as usize);
        let fits = r.counts.len() == PASSES * BUCKETS && pass <= PASSES && done <= r.keys.len();
        let spare = r.next.is_empty() || (r.next.len() == BUCKETS && r.spare_keys.len() == r.keys.len());
        (fits && spare).then_some(Radix { pass, done, ..r })
    }
}

/// Sorts keys at once; the places they came from, when wanted.
pub fn sort(mut keys: Vec<u64>, want_from: bool) -> (Vec<u64>, Vec<u32>) {
    if keys.is_sorted() {
        let from = if want_from { (0..keys.len() as u32).collect() } else { Vec::new() };
        return (keys, from);
    }
    if keys.len() < SHORT {
        if !want_from {
            keys.sort_unstable();
            return (keys, Vec::new());
        }
        let mut pairs: Vec<(u64, u32)> = keys.into_iter().zip(0..).collect();
        pairs.sort_unstable();
        return pairs.into_iter().unzip();
    }
    let mut r = Radix::new(keys.len());
    r.push(keys.into_iter());
    while !r.step(want_from) {}
    r.finish(want_from)
}
