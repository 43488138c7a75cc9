//! The alphabet of snapshots: bytes, numbers, texts.

use super::{Result, SnapshotError};

/// Bytes being written.
#[derive(Debug, Default)]
pub struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// Nothing yet.
    pub fn new() -> Self {
        Writer::default()
    }

    /// What was written.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// One byte.
    pub fn byte(&mut self, b: u8) {
        self.bytes.push(b);
    }

    /// Bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Room for so many more bytes.
    pub fn reserve(&mut self, n: usize) {
        self.bytes.reserve(n);
    }

    /// A yes or no.
    pub fn flag(&mut self, b: bool) {
        self.byte(b as u8);
    }

    /// An unsigned number: seven bits a byte, the low ones first.
    pub fn number(&mut self, mut n: u64) {
        while n >= 0x80 {
            self.byte(n as u8 | 0x80);
            n >>= 7;
        }
        self.byte(n as u8);
    }

    /// A signed number.
    pub fn signed(&mut self, n: i64) {
        self.number(((n << 1) ^ (n >> 63)) as u64);
    }

    /// A double, bit by bit.
    pub fn double(&mut self, x: f64) {
        self.raw(&x.to_le_bytes());
    }

    /// A text.
    pub fn text(&mut self, s: &str) {
        self.blob(s.as_bytes());
    }

    /// Bytes with their number before them.
    pub fn blob(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.raw(bytes);
    }

    /// Whether there is something, then that.
    pub fn maybe<T>(&mut self, x: Option<T>, mut f: impl FnMut(&mut Self, T)) {
        self.flag(x.is_some());
        if let Some(x) = x {
            f(self, x);
        }
    }
}

/// Bytes being read.
#[derive(Debug, Clone)]
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// From the first byte.
    pub fn new(bytes: &'a [u8]) -> Self {
        Reader { rest: bytes }
    }

    /// Bytes not read yet.
    pub fn left(&self) -> usize {
        self.rest.len()
    }

    /// That is all.
    pub fn end(&self) -> Result<()> {
        if self.rest.is_empty() { Ok(()) } else { Err(SnapshotError::Malformed("it goes on after its end")) }
    }

    /// So many bytes as they are.
    pub fn raw(&mut self, n: usize) -> Result<&'a [u8]> {
        let (bytes, rest) = self.rest.split_at_checked(n).ok_or(SnapshotError::Malformed("it ends too early"))?;
        self.rest = rest;
        Ok(bytes)
    }

    /// One byte.
    pub fn byte(&mut self) -> Result<u8> {
        Ok(self.raw(1)?[0])
    }

    /// A yes or no.
    pub fn flag(&mut self) -> Result<bool> {
        match self.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(SnapshotError::Malformed("neither yes nor no")),
        }
    }

    /// An unsigned number.
    pub fn number(&mut self) -> Result<u64> {
        let mut n = 0u64;
        for shift in (0..64).step_by(7) {
            let b = self.byte()?;
            n |= ((b & 0x7f) as u64) << shift;
            if b < 0x80 {
                return Ok(n);
            }
        }
        Err(SnapshotError::Malformed("a number without end"))
    }

    /// A signed number.
    pub fn signed(&mut self) -> Result<i64> {
        let n = self.number()?;
        Ok((n >> 1) as i64 ^ -((n & 1) as i64))
    }

    /// A number of some smaller type.
    pub fn small<T: TryFrom<u64>>(&mut self) -> Result<T> {
        T::try_from(self.number()?).map_err(|_| SnapshotError::Malformed("a number out of range"))
    }

    /// The number of things that follow, each of which takes at least `least` bytes.
    pub fn count(&mut self, least: usize) -> Result<usize> {
        let n: usize = self.small()?;
        match n.checked_mul(least.max(1)) {
            Some(bytes) if bytes <= self.left() => Ok(n),
            _ => Err(SnapshotError::Malformed("more is announced than there is")),
        }
    }

    /// A double.
    pub fn double(&mut self) -> Result<f64> {
        let bytes = self.raw(8)?;
        Ok(f64::from_le_bytes(bytes.try_into().expect("eight bytes")))
    }

    /// A text.
    pub fn text(&mut self) -> Result<&'a str> {
        std::str::from_utf8(self.blob()?).map_err(|_| SnapshotError::Malformed("a text that is none"))
    }

    /// Bytes with their number before them.
    pub fn blob(&mut self) -> Result<&'a [u8]> {
        let n = self.count(1)?;
        self.raw(n)
    }

    /// Something, if it is there.
    pub fn maybe<T>(&mut self, f: impl FnOnce(&mut Self) -> Result<T>) -> Result<Option<T>> {
        if self.flag()? { f(self).map(Some) } else { Ok(None) }
    }

    /// A list of things, each of which takes at least one byte.
    pub fn list<T>(&mut self, mut f: impl FnMut(&mut Self) -> Result<T>) -> Result<Vec<T>> {
        let n = self.count(1)?;
        (0..n).map(|_| f(self)).collect()
    }
}
