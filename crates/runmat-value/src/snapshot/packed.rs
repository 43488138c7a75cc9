//! Numbers in a row: the elements of arrays.

use super::{Reader, Result, SnapshotError, Writer};
use crate::array::{C32, C64, Char};
use num_complex::Complex;

/// An element that is so many bytes.
pub(super) trait Packed: Sized {
    /// How many.
    const WIDTH: usize;
    fn pack(&self, out: &mut Writer);
    fn unpack(bytes: &[u8]) -> Result<Self>;
}

macro_rules! number {
    ($($t:ty),*) => {$(
        impl Packed for $t {
            const WIDTH: usize = size_of::<$t>();
            fn pack(&self, out: &mut Writer) {
                out.raw(&self.to_le_bytes());
            }
            fn unpack(bytes: &[u8]) -> Result<Self> {
                Ok(<$t>::from_le_bytes(bytes.try_into().expect("as many bytes as asked for")))
            }
        }
    )*};
}
number!(f64, f32, i8, i16, i32, i64, u8, u16, u32, u64);

impl Packed for bool {
    const WIDTH: usize = 1;
    fn pack(&self, out: &mut Writer) {
        out.flag(*self);
    }
    fn unpack(bytes: &[u8]) -> Result<Self> {
        match bytes[0] {
            b @ 0..2 => Ok(b == 1),
            _ => Err(SnapshotError::Malformed("neither true nor false")),
        }
    }
}

impl Packed for Char {
    const WIDTH: usize = 2;
    fn pack(&self, out: &mut Writer) {
        self.0.pack(out);
    }
    fn unpack(bytes: &[u8]) -> Result<Self> {
        u16::unpack(bytes).map(Char)
    }
}

macro_rules! complex {
    ($($t:ty: $part:ty),*) => {$(
        impl Packed for $t {
            const WIDTH: usize = 2 * size_of::<$part>();
            fn pack(&self, out: &mut Writer) {
                self.re.pack(out);
                self.im.pack(out);
            }
            fn unpack(bytes: &[u8]) -> Result<Self> {
                let (re, im) = bytes.split_at(size_of::<$part>());
                Ok(Complex::new(<$part>::unpack(re)?, <$part>::unpack(im)?))
            }
        }
    )*};
}
complex!(C64: f64, C32: f32);

/// Elements one after the other.
pub(super) fn pack<T: Packed>(out: &mut Writer, data: &[T]) {
    out.reserve(data.len() * T::WIDTH);
    data.iter().for_each(|x| x.pack(out));
}

/// So many elements.
pub(super) fn unpack<T: Packed>(r: &mut Reader<'_>, n: usize) -> Result<Vec<T>> {
    let bytes = n.checked_mul(T::WIDTH).ok_or(SnapshotError::Malformed("an array too large"))?;
    r.raw(bytes)?.chunks_exact(T::WIDTH).map(T::unpack).collect()
}
