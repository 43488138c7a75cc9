//! What a host says, as bytes.

use runmat_ignition::host::{FileInfo, FileStatus, HostError, ZoneOffset};
use runmat_value::snapshot::{Reader, Result, SnapshotError, Writer};
use std::time::Duration;

/// An answer of a host.
pub(super) trait Word: Sized {
    /// Writes it.
    fn write(&self, out: &mut Writer);
    /// Reads it.
    fn read(r: &mut Reader<'_>) -> Result<Self>;
    /// What is said where a replay has lost its way, until it ends.
    fn nothing() -> Self;
}

macro_rules! words {
    ($($t:ty: |$x:ident, $out:ident| $write:expr, |$r:ident| $read:expr, $nothing:expr;)*) => {$(
        impl Word for $t {
            fn write(&self, $out: &mut Writer) {
                let $x = self;
                $write
            }
            fn read($r: &mut Reader<'_>) -> Result<Self> {
                $read
            }
            fn nothing() -> Self {
                $nothing
            }
        }
    )*};
}

words! {
    (): |_x, _out| (), |_r| Ok(()), ();
    bool: |x, out| out.flag(*x), |r| r.flag(), false;
    u64: |x, out| out.number(*x), |r| r.number(), 0;
    usize: |x, out| out.number(*x as u64), |r| r.small(), 0;
    i32: |x, out| out.signed((*x).into()), |r| i32::try_from(r.signed()?).map_err(|_| RANGE), 0;
    f64: |x, out| out.double(*x), |r| r.double(), 0.0;
    String: |x, out| out.text(x), |r| r.text().map(String::from), String::new();
    Vec<u8>: |x, out| out.blob(x), |r| r.blob().map(<[u8]>::to_vec), Vec::new();
    Duration: |x, out| {
        out.number(x.as_secs());
        out.number(x.subsec_nanos().into());
    }, |r| {
        let (seconds, nanos) = (r.number()?, r.small()?);
        if nanos >= 1_000_000_000u32 { Err(RANGE) } else { Ok(Duration::new(seconds, nanos)) }
    }, Duration::ZERO;
    FileInfo: |x, out| {
        out.text(&x.name);
        out.flag(x.is_dir);
        out.number(x.len);
        out.double(x.modified);
    }, |r| {
        Ok(FileInfo { name: r.text()?.into(), is_dir: r.flag()?, len: r.number()?, modified: r.double()? })
    }, FileInfo { name: String::new(), is_dir: false, len: 0, modified: 0.0 };
    FileStatus: |x, out| {
        out.number(x.mode.into());
        let numbers = [x.uid, x.gid, x.dev, x.ino, x.nlink, x.rdev, x.size, x.atime, x.mtime, x.ctime, x.blksize, x.blocks];
        numbers.into_iter().for_each(|n| out.double(n));
    }, |r| {
        let mode = r.small()?;
        let mut next = || r.double();
        Ok(FileStatus {
            mode,
            uid: next()?,
            gid: next()?,
            dev: next()?,
            ino: next()?,
            nlink: next()?,
            rdev: next()?,
            size: next()?,
            atime: next()?,
            mtime: next()?,
            ctime: next()?,
            blksize: next()?,
            blocks: next()?,
        })
    }, FileStatus::default();
    ZoneOffset: |x, out| {
        out.signed(x.seconds.into());
        out.flag(x.daylight);
        out.text(&x.name);
    }, |r| {
        Ok(ZoneOffset { seconds: i32::read(r)?, daylight: r.flag()?, name: r.text()?.into() })
    }, ZoneOffset { seconds: 0, daylight: false, name: "UTC".into() };
    HostError: |x, out| match x {
        HostError::Unsupported => out.byte(0),
        HostError::NotFound => out.byte(1),
        HostError::Denied(how) => {
            out.byte(2);
            out.text(how);
        }
        HostError::Other(what) => {
            out.byte(3);
            out.text(what);
        }
    }, |r| match r.byte()? {
        0 => Ok(HostError::Unsupported),
        1 => Ok(HostError::NotFound),
        2 => Ok(HostError::Denied(r.text()?.into())),
        3 => Ok(HostError::Other(r.text()?.into())),
        _ => Err(SnapshotError::Malformed("an error of no kind")),
    }, HostError::Other("the replay has lost its way".into());
}

const RANGE: SnapshotError = SnapshotError::Malformed("a number out of range");

impl<A: Word, B: Word> Word for (A, B) {
    fn write(&self, out: &mut Writer) {
        self.0.write(out);
        self.1.write(out);
    }
    fn read(r: &mut Reader<'_>) -> Result<Self> {
        Ok((A::read(r)?, B::read(r)?))
    }
    fn nothing() -> Self {
        (A::nothing(), B::nothing())
    }
}

impl<T: Word> Word for Option<T> {
    fn write(&self, out: &mut Writer) {
        out.maybe(self.as_ref(), |out, x| x.write(out));
    }
    fn read(r: &mut Reader<'_>) -> Result<Self> {
        r.maybe(T::read)
    }
    fn nothing() -> Self {
        None
    }
}

impl<T: Word> Word for Vec<T> {
    fn write(&self, out: &mut Writer) {
        out.number(self.len() as u64);
        self.iter().for_each(|x| x.write(out));
    }
    fn read(r: &mut Reader<'_>) -> Result<Self> {
        r.list(T::read)
    }
    fn nothing() -> Self {
        Vec::new()
    }
}

impl<T: Word> Word for std::result::Result<T, HostError> {
    fn write(&self, out: &mut Writer) {
        out.flag(self.is_ok());
        match self {
            Ok(x) => x.write(out),
            Err(e) => e.write(out),
        }
    }
    fn read(r: &mut Reader<'_>) -> Result<Self> {
        if r.flag()? { T::read(r).map(Ok) } else { HostError::read(r).map(Err) }
    }
    fn nothing() -> Self {
        Err(HostError::nothing())
    }
}
