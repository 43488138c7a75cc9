//! The open files of a session.
//!
//! Numbers 0, 1 and 2 are the standard streams, which are not in the table: text for 1 and 2 goes to
//! the session's output.

use runmat_ignition::CallCx;
use runmat_ignition::host::{HostError, HostFile};
use runmat_ignition::output::Stream;
use runmat_value::{Char, Error, Result, Value};
use std::collections::BTreeMap;

/// One open file.
pub struct OpenFile {
    /// Its name as given to `fopen`.
    pub name: String,
    /// The mode it was opened with (`rb`, `wt+`, …).
    pub mode: String,
    /// Number format (`ieee-le`, …).
    pub arch: String,
    /// Text encoding.
    pub encoding: String,
    /// Bytes read ahead of the position scripts see.
    pub ahead: Vec<u8>,
    /// Whether a read has met the end.
    pub at_end: bool,
    /// Text of the last error, for `ferror`.
    pub error: String,
    /// The host's file.
    pub file: Box<dyn HostFile>,
}

impl OpenFile {
    /// Writes bytes at the position scripts see: what was read ahead is given back first.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), HostError> {
        if !self.ahead.is_empty() {
            let at = self.file.seek(None)?;
            self.file.seek(Some(at.saturating_sub(self.ahead.len() as u64)))?;
            self.ahead.clear();
        }
        self.file.write(bytes)
    }
}

/// The open files of a session, by number.
#[derive(Default)]
pub struct OpenFiles {
    files: BTreeMap<u32, OpenFile>,
}

impl OpenFiles {
    /// An open file.
    pub fn get(&mut self, id: u32) -> Option<&mut OpenFile> {
        self.files.get_mut(&id)
    }

    /// Adds a file under the smallest free number from 3 on.
    pub fn insert(&mut self, file: OpenFile) -> u32 {
        let id = (3..).find(|id| !self.files.contains_key(id)).expect("numbers do not run out");
        self.files.insert(id, file);
        id
    }

    /// Takes a file out.
    pub fn remove(&mut self, id: u32) -> Option<OpenFile> {
        self.files.remove(&id)
    }

    /// The numbers in use.
    pub fn ids(&self) -> Vec<u32> {
        self.files.keys().copied().collect()
    }
}

/// The file number a value stands for: a number, or the name of an open file.
pub fn file_id(cx: &mut CallCx<'_>, v: &Value) -> Result<u32> {
    if let (true, Some(name)) = (cx.octave(), v.as_text()) {
        return named(cx, &name);
    }
    let octave = cx.octave();
    let Some(x) = v.as_f64() else {
        return Err(match octave {
            true => Error::msg("file id must be a file object, std::string, or integer value"),
            false => invalid(cx, v),
        });
    };
    if x != x.trunc() && octave {
        return Err(Error::msg("file id must be a file object, std::string, or integer value"));
    }
    match x {
        x if (0.0..4e9).contains(&x) && x == x.trunc() => Ok(x as u32),
        _ => Err(invalid(cx, v)),
    }
}

fn named(cx: &mut CallCx<'_>, name: &str) -> Result<u32> {
    if let Some(k) = ["stdin", "stdout", "stderr"].iter().position(|n| *n == name) {
        return Ok(k as u32);
    }
    let files = cx.session.extensions.get::<OpenFiles>();
    let found = files.files.iter().find(|(_, f)| f.name == name).map(|(id, _)| *id);
    found.ok_or_else(|| Error::msg(format!("{}: invalid stream number = -1", cx.name)))
}

/// The error about a number that is no open file.
pub fn invalid(cx: &CallCx<'_>, v: &Value) -> Error {
    if cx.octave() {
        let shown = v.as_f64().unwrap_or(-1.0);
        Error::msg(format!("{}: invalid stream number = {shown}", cx.name))
    } else {
        Error::new(
            "MATLAB:FileIO:InvalidFid",
            "Invalid file identifier. Use fopen to generate a valid file identifier.",
        )
    }
}

/// Writes text to a file number: the one door of `fprintf`, `fputs`, `fdisp` and `fwrite`.
pub fn write_chars(cx: &mut CallCx<'_>, id: u32, text: &[Char]) -> Result<()> {
    let dialect = cx.dialect();
    match id {
        1 => cx.session.output.chars(Stream::Out, text, dialect),
        2 => cx.session.output.chars(Stream::Err, text, dialect),
        _ => {
            let bytes = encode(text, dialect.is_octave());
            return write_bytes(cx, id, &bytes);
        }
    }
    Ok(())
}

fn encode(text: &[Char], octave: bool) -> Vec<u8> {
    if octave || text.iter().all(|c| c.0 < 0x80) {
        text.iter().map(|c| c.0 as u8).collect()
    } else {
        runmat_value::value::decode_in(text, runmat_value::Dialect::Matlab).into_bytes()
    }
}

/// Writes bytes to a file number.
pub fn write_bytes(cx: &mut CallCx<'_>, id: u32, bytes: &[u8]) -> Result<()> {
    match id {
        1 => cx.session.output.bytes(Stream::Out, bytes),
        2 => cx.session.output.bytes(Stream::Err, bytes),
        _ => {
            let Some(file) = cx.session.extensions.get::<OpenFiles>().get(id) else {
                return Err(invalid(cx, &Value::Num(id as f64)));
            };
            if let Err(e) = file.write(bytes) {
                file.error = e.to_string();
                return Err(Error::msg(format!("{}: {e}", cx.name)));
            }
        }
    }
    Ok(())
}
